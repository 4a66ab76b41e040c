package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.SecondaryLook.Seen;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Soa;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the secondaries that are told: each is asked until it serves what we serve, and told
 * again until it does. Of what is told and asked it says when; others send. Thread-safe.
 *
 * <pre>
 *   told ─▶ asked ─ as good as ours ──────────────▶ CURRENT ─ each hour ─▶ asked
 *             ▲  └─ not, or no answer ─▶ UPDATING
 *             │                             │ told again, after longer and longer waits
 *             └─────────────────────────────┴─ for too long ─▶ LAGGING, or NOT_ANSWERING
 * </pre>
 *
 * <p>What it knows is in memory: a start tells all secondaries, and finds out anew.
 */
public final class SecondaryWatch implements Downstream, SecondaryQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(SecondaryWatch.class);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The longest wait between two questions to a secondary that is not current. */
  private static final long ASK_SECONDS_MAX = 300;

  /** A secondary that fetches a large zone is not told again before. */
  private static final long AGAIN_SECONDS = 30;

  private static final int DOUBLINGS_MAX = 16;

  private final Downstream teller;
  private final Published published;
  private final SecondarySettings settings;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final SecondaryAlarm alarm;
  private final PeerRests rests = new PeerRests();
  private final SpreadNotifies spread = new SpreadNotifies();
  private final Map<DomainName, Map<InetSocketAddress, WatchedSecondary>> zones = new HashMap<>();
  private final TreeSet<WatchedSecondary> byDue = new TreeSet<>(WatchedSecondary.BY_DUE);
  private long count;
  private int size;
  private boolean full;

  /**
   * A watch over nobody yet.
   *
   * @param teller sends NOTIFYs
   * @param published what we serve
   * @param nanoTime a monotonic clock, by which things are due
   * @param random for jitter
   * @param alarms where those that lag are told of
   */
  public SecondaryWatch(
      Downstream teller,
      Published published,
      SecondarySettings settings,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random,
      Alarms alarms) {
    this(teller, published, settings, clock, nanoTime, random, new SecondaryAlarm(alarms));
  }

  SecondaryWatch(
      Downstream teller,
      Published published,
      SecondarySettings settings,
      InstantSource clock,
      LongSupplier nanoTime,
      RandomGenerator random,
      SecondaryAlarm alarm) {
    this.teller = teller;
    this.published = published;
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.random = random;
    this.alarm = alarm;
  }

  // Telling.

  @Override
  public synchronized void notify(DomainName zone, Soa served, List<Target> targets) {
    spread.remove(zone);
    expect(zone, served.serial(), targets, 0);
    teller.notify(zone, served, targets);
  }

  @Override
  public synchronized void notifySpread(DomainName zone, Soa served, List<Target> targets) {
    long delay = SpreadNotifies.delayNanos(zone, published.all().size(), settings.spreadSeconds());
    if (delay == 0) {
      notify(zone, served, targets);
      return;
    }
    spread.put(zone, targets, nanoTime.getAsLong() + delay);
    expect(zone, served.serial(), targets, delay);
  }

  /** The secondaries of a zone are these from now on, and are to serve the serial. */
  private void expect(DomainName zone, long serial, List<Target> targets, long delayNanos) {
    Map<InetSocketAddress, WatchedSecondary> before = drop(zone);
    Map<InetSocketAddress, WatchedSecondary> after = new LinkedHashMap<>();
    Instant now = clock.instant();
    long nanos = nanoTime.getAsLong();
    for (Target target : targets) {
      if (after.containsKey(target.address()) || isFull(zone, after.size())) {
        continue;
      }
      WatchedSecondary secondary =
          Optional.ofNullable(before.get(target.address()))
              .orElseGet(() -> new WatchedSecondary(++count, zone, target));
      secondary.target = target;
      if (secondary.seen.map(Seen::serial).filter(seen -> seen == serial).isEmpty()) {
        secondary.isExpected(now.plusNanos(delayNanos), nanos + delayNanos);
      }
      secondary.asks = 0;
      after.put(target.address(), secondary);
      due(secondary, nanos + delayNanos + jittered(settings.firstSeconds()));
    }
    if (!after.isEmpty()) {
      zones.put(zone, after);
      size += after.size();
    }
    before.keySet().removeAll(after.keySet());
    before.values().forEach(gone -> alarm.isGone(gone.look()));
  }

  private boolean isFull(DomainName zone, int more) {
    boolean now = size + more >= settings.watchedMax();
    if (now && !full) {
      LOG.warn(
          "zone {}: nobody looks whether its secondaries serve it: {} are looked after already;"
              + " raise limits.secondaries-watched-max",
          zone.toText(),
          settings.watchedMax());
    }
    full = now;
    return now;
  }

  private Map<InetSocketAddress, WatchedSecondary> drop(DomainName zone) {
    Map<InetSocketAddress, WatchedSecondary> before = zones.remove(zone);
    if (before == null) {
      return new LinkedHashMap<>();
    }
    byDue.removeAll(before.values());
    size -= before.size();
    return before;
  }

  @Override
  public List<Outcome> outcomes(DomainName zone) {
    return teller.outcomes(zone);
  }

  @Override
  public synchronized void forget(DomainName zone) {
    spread.remove(zone);
    drop(zone).values().forEach(gone -> alarm.isGone(gone.look()));
    teller.forget(zone);
  }

  private void due(WatchedSecondary secondary, long nanos) {
    secondary.question = 0;
    secondary.dueNanos = nanos;
    byDue.add(secondary);
  }

  /** So many seconds, or up to a quarter more or less. */
  private long jittered(long seconds) {
    return (long) (seconds * SECOND_NANOS * (0.75 + random.nextDouble() / 2));
  }

  // Asking.

  @Override
  public synchronized long quietMillis(long most) {
    long now = nanoTime.getAsLong();
    long first = byDue.isEmpty() ? Long.MAX_VALUE : byDue.first().dueNanos - now;
    long told = spread.firstNanos().map(due -> due - now).orElse(Long.MAX_VALUE);
    long quiet = TimeUnit.NANOSECONDS.toMillis(Math.max(0, Math.min(first, told)));
    return Math.min(most, quiet);
  }

  @Override
  public synchronized Optional<Question> next() {
    long now = nanoTime.getAsLong();
    spread.take(now).forEach(each -> tellNow(each.zone(), each.targets()));
    while (!byDue.isEmpty() && byDue.first().dueNanos - now <= 0) {
      WatchedSecondary secondary = byDue.pollFirst();
      if (rests.waitNanos(secondary.target.address(), now) == 0) {
        secondary.question = ++count;
        return Optional.of(new Question(count, secondary.zone, secondary.target));
      }
      take(secondary, new SecondaryAnswer.Silence("nothing was heard from it for any zone"), now);
    }
    return Optional.empty();
  }

  private void tellNow(DomainName zone, List<Target> targets) {
    served(zone).ifPresent(ours -> teller.notify(zone, ours.soa(), targets));
  }

  private Optional<SignedZone> served(DomainName zone) {
    return published.exact(zone) instanceof Served.Ready ready
        ? Optional.of(ready.zone())
        : Optional.empty();
  }

  @Override
  public synchronized void answered(Question question, SecondaryAnswer answer) {
    InetSocketAddress address = question.target().address();
    long now = nanoTime.getAsLong();
    if (answer instanceof SecondaryAnswer.Silence) {
      if (rests.silent(address, now)) {
        alarm.rests(address);
      }
    } else if (rests.heard(address)) {
      alarm.isBack(address);
    }
    WatchedSecondary secondary = zones.getOrDefault(question.zone(), Map.of()).get(address);
    if (secondary != null && secondary.question == question.number()) {
      take(secondary, answer, now);
    }
  }

  private void take(WatchedSecondary secondary, SecondaryAnswer answer, long nanos) {
    Instant now = clock.instant();
    Optional<SignedZone> ours = served(secondary.zone);
    if (answer instanceof SecondaryAnswer.Serves theirs) {
      see(secondary, theirs, now, nanos);
    }
    if (ours.isEmpty()) {
      // What has expired here is answered with SERVFAIL, and nothing better is expected of others.
      later(secondary, settings.checkSeconds(), nanos);
      return;
    }
    Optional<String> shortfall = shortfall(ours.get(), answer, now);
    if (shortfall.isEmpty()) {
      current(secondary, nanos);
    } else {
      secondary.reason = shortfall.get();
      secondary.isExpected(now, nanos);
      behind(secondary, ours.get(), answer, nanos);
    }
  }

  private static void see(
      WatchedSecondary secondary, SecondaryAnswer.Serves theirs, Instant now, long nanos) {
    boolean getsOn =
        secondary.seen.filter(seen -> Serial.isAfter(theirs.serial(), seen.serial())).isPresent();
    secondary.seen =
        Optional.of(new Seen(theirs.serial(), ServedAlike.until(theirs.signatures()), now));
    secondary.hidden = false;
    if (getsOn) {
      secondary.getsOn(now, nanos);
    }
  }

  private static Optional<String> shortfall(SignedZone ours, SecondaryAnswer answer, Instant now) {
    if (answer instanceof SecondaryAnswer.Serves serves) {
      return ServedAlike.shortfall(ours, serves, now);
    }
    if (answer instanceof SecondaryAnswer.Lacks lacks) {
      return Optional.of(lacks.reason());
    }
    return Optional.of(
        answer instanceof SecondaryAnswer.Refuses refuses
            ? refuses.reason()
            : ((SecondaryAnswer.Silence) answer).reason());
  }

  private void current(WatchedSecondary secondary, long nanos) {
    boolean lagged = secondary.lagging;
    secondary.isCurrent();
    if (lagged) {
      alarm.caughtUp(secondary.look());
    }
    later(secondary, settings.checkSeconds(), nanos);
  }

  /** Asked again after so many seconds; 0: not before it is told of another serial. */
  private void later(WatchedSecondary secondary, int seconds, long nanos) {
    secondary.question = 0;
    if (seconds > 0) {
      due(secondary, nanos + jittered(seconds));
    }
  }

  private void behind(
      WatchedSecondary secondary, SignedZone ours, SecondaryAnswer answer, long nanos) {
    long lagNanos = nanos - secondary.sinceNanos;
    boolean hides = hides(secondary, answer);
    if (lagNanos >= settings.lagSeconds() * SECOND_NANOS) {
      raise(secondary, ours.soa().serial(), hides);
    }
    if (lagNanos >= AGAIN_SECONDS * SECOND_NANOS && !hides && !isBeingTold(secondary)) {
      teller.notifyAgain(secondary.zone, ours.soa(), List.of(secondary.target));
    }
    int doublings = Math.min(DOUBLINGS_MAX, secondary.asks++);
    long seconds = Math.min(ASK_SECONDS_MAX, (long) settings.firstSeconds() << doublings);
    due(secondary, nanos + jittered(hides && secondary.hidden ? ASK_SECONDS_MAX : seconds));
  }

  /** Who was never seen and takes NOTIFYs may well be meant to answer nobody's questions. */
  private boolean hides(WatchedSecondary secondary, SecondaryAnswer answer) {
    return secondary.seen.isEmpty()
        && !(answer instanceof SecondaryAnswer.Lacks)
        && outcome(secondary).filter(each -> each.state() == State.ACKNOWLEDGED).isPresent();
  }

  private boolean isBeingTold(WatchedSecondary secondary) {
    return outcome(secondary).filter(each -> each.state() == State.WAITING).isPresent();
  }

  private Optional<Outcome> outcome(WatchedSecondary secondary) {
    return teller.outcomes(secondary.zone).stream()
        .filter(each -> each.address().equals(secondary.target.address()))
        .findFirst();
  }

  private void raise(WatchedSecondary secondary, long servedSerial, boolean hides) {
    if (hides && !secondary.hidden) {
      secondary.hidden = true;
      secondary.lagging = false;
      alarm.isHidden(secondary.look());
    } else if (!hides && !secondary.lagging) {
      secondary.lagging = true;
      secondary.hidden = false;
      alarm.lags(secondary.look(), servedSerial, !rests.rests(secondary.target.address()));
    }
  }

  // Showing.

  @Override
  public synchronized List<SecondaryLook> looks(DomainName zone) {
    return zones.getOrDefault(zone, Map.of()).values().stream()
        .map(WatchedSecondary::look)
        .toList();
  }

  @Override
  public synchronized List<SecondaryLook> lagging() {
    List<SecondaryLook> lagging = new ArrayList<>();
    for (Map<InetSocketAddress, WatchedSecondary> zone : zones.values()) {
      zone.values().stream().filter(each -> each.lagging).forEach(each -> lagging.add(each.look()));
    }
    lagging.sort(Comparator.comparing(look -> look.zone().toText()));
    return lagging;
  }

  /** How many secondaries, summed over the zones, are in each state. */
  public synchronized Map<SecondaryLook.State, Integer> states() {
    Map<SecondaryLook.State, Integer> states = new EnumMap<>(SecondaryLook.State.class);
    for (Map<InetSocketAddress, WatchedSecondary> zone : zones.values()) {
      zone.values().forEach(each -> states.merge(each.state(), 1, Integer::sum));
    }
    return states;
  }

  /** Zones whose NOTIFYs wait, so that they are spread. */
  public synchronized int notifiesWaiting() {
    return spread.size();
  }

  /** Secondaries, summed over the zones, that are to be asked by now. */
  public synchronized int questionsWaiting() {
    long now = nanoTime.getAsLong();
    int waiting = 0;
    for (WatchedSecondary secondary : byDue) {
      if (secondary.dueNanos - now > 0) {
        return waiting;
      }
      waiting++;
    }
    return waiting;
  }

  /** Addresses that answered nothing for so long that they are asked seldom. */
  public int silentPeers() {
    return rests.count();
  }
}
