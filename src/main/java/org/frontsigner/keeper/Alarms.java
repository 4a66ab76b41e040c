package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that are up, each once, whoever raises it how often. They are logged here, and kept
 * nowhere: after a start they are found again. Thread-safe; no call waits for anything.
 */
public final class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  /** How many of one kind are up at most, where nothing else is configured. */
  public static final int OF_ONE_KIND_MAX = 1000;

  /** What primaries say is part of texts: it has an end. */
  private static final int TEXT_MAX = 1000;

  private static final Comparator<Alarm> GRAVEST_FIRST =
      Comparator.comparing((Alarm alarm) -> alarm.id().kind().severity())
          .reversed()
          .thenComparing(alarm -> alarm.id().kind())
          .thenComparing(alarm -> alarm.id().zoneText())
          .thenComparing(alarm -> alarm.id().subject());

  private final InstantSource clock;
  private final int ofOneKindMax;
  private final ConcurrentHashMap<AlarmId, Alarm> up = new ConcurrentHashMap<>();
  private final Map<AlarmKind, Integer> counts = new EnumMap<>(AlarmKind.class);
  private final Set<AlarmKind> full = EnumSet.noneOf(AlarmKind.class);
  private final LongAdder omitted = new LongAdder();
  private final List<AlarmListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * None is up.
   *
   * @param ofOneKindMax when so many of one kind are up, further ones of it are counted only, until
   *     there is room again and their cause is found anew
   */
  public Alarms(InstantSource clock, int ofOneKindMax) {
    this.clock = clock;
    this.ofOneKindMax = ofOneKindMax;
  }

  /** Raises an alarm until it is cleared; one that is up gets the new text. */
  public void raise(AlarmId id, String text) {
    put(id, text, null);
  }

  /** Raises an alarm that is over by itself after some time, which begins anew with each call. */
  public void raise(AlarmId id, String text, Duration time) {
    put(id, text, time);
  }

  /** Raises or clears an alarm. */
  public void set(AlarmId id, boolean holds, Supplier<String> text) {
    if (holds) {
      raise(id, text.get());
    } else {
      clear(id);
    }
  }

  private synchronized void put(AlarmId id, String text, Duration time) {
    Instant now = clock.instant();
    String told = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "…" : text;
    Optional<Instant> until = Optional.ofNullable(time).map(now::plus);
    Alarm before = up.get(id);
    if (before != null) {
      up.put(id, new Alarm(id, told, before.since(), until));
    } else if (counts.getOrDefault(id.kind(), 0) >= ofOneKindMax) {
      omit(id.kind());
    } else {
      begin(new Alarm(id, told, now, until));
    }
  }

  private void begin(Alarm alarm) {
    AlarmId id = alarm.id();
    up.put(id, alarm);
    counts.merge(id.kind(), 1, Integer::sum);
    LOG.error("ALARM: {}: {}: {}", id.kind().text(), id.about(), alarm.text());
    listeners.forEach(listener -> listener.raised(alarm));
  }

  private void omit(AlarmKind kind) {
    omitted.increment();
    if (full.add(kind)) {
      LOG.error(
          "{} alarms {} are up; further ones are only counted (limits.alarms-of-one-kind-max)",
          ofOneKindMax,
          kind.text());
    }
  }

  /** An alarm's cause is gone; nothing happens where it is not up. */
  public void clear(AlarmId id) {
    if (up.containsKey(id)) {
      end(id);
    }
  }

  private synchronized void end(AlarmId id) {
    Alarm alarm = up.remove(id);
    if (alarm == null) {
      return;
    }
    counts.merge(id.kind(), -1, Integer::sum);
    full.remove(id.kind());
    LOG.info("alarm over: {}: {}: {}", id.kind().text(), id.about(), alarm.text());
    Instant now = clock.instant();
    listeners.forEach(listener -> listener.cleared(alarm, now));
  }

  /** Clears all alarms of a zone, which is no more. */
  void forget(DomainName zone) {
    Optional<DomainName> name = Optional.of(zone.lowerCase());
    up.keySet().stream().filter(id -> id.zone().equals(name)).forEach(this::end);
  }

  /** Clears the alarms whose time is over. */
  void endOverdue() {
    Instant now = clock.instant();
    for (Alarm alarm : up.values()) {
      if (alarm.until().filter(end -> !now.isBefore(end)).isPresent()) {
        end(alarm.id());
      }
    }
  }

  public boolean isUp(AlarmId id) {
    return up.containsKey(id);
  }

  /** All that are up, the gravest first, then by kind, zone and subject. */
  public List<Alarm> active() {
    return up.values().stream().sorted(GRAVEST_FIRST).toList();
  }

  /** How many of a kind are up. */
  public synchronized int count(AlarmKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** How often an alarm was not raised since too many of its kind were up. */
  public long omitted() {
    return omitted.sum();
  }

  /** Tells a listener of what is up, and from now on of what comes. */
  public synchronized void listen(AlarmListener listener) {
    active().forEach(listener::raised);
    listeners.add(listener);
  }
}
