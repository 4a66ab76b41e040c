package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.frontsigner.answer.Served;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keepers of all zones. Thread-safe. */
public final class Keepers {
  private static final Logger LOG = LoggerFactory.getLogger(Keepers.class);
  private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(10);

  /** One that answers is enough; some may be down. */
  private static final int TIME_ASKED_MAX = 16;

  /** A zone's keeper, and who asks its primaries. */
  record Kept(ZoneKeeper keeper, Refresh refresh, ZoneAlarms alarms) {}

  /** What is said to a NOTIFY. */
  public enum NotifyReply {
    ACCEPTED,
    REFUSED,
    NOT_AUTHORITATIVE
  }

  private final Surroundings around;
  private final Executor pullers;
  private final RefreshQueue queue;
  private final ParentWatch parents;
  private final ClockAlarm clockAlarm;
  private final RefusedTransfers refusedTransfers;
  private final AtomicBoolean lookingAtParents = new AtomicBoolean();
  private final AtomicReference<Instant> lastRefusal = new AtomicReference<>(Instant.EPOCH);
  private final ConcurrentHashMap<DomainName, Kept> byName = new ConcurrentHashMap<>();
  private volatile List<StoredZones.Unusable> unusable = List.of();

  /**
   * Keepers of no zone yet.
   *
   * @param pullers where primaries are asked; its threads limit how many at once
   */
  public Keepers(Surroundings around, Executor pullers) {
    this(around, pullers, Integer.MAX_VALUE);
  }

  /**
   * Keepers of no zone yet.
   *
   * @param routineMax how many of the pullers may be taken by checks whose time has come: the rest
   *     is for those that a NOTIFY came for
   */
  public Keepers(Surroundings around, Executor pullers, int routineMax) {
    this.around = around;
    this.pullers = pullers;
    this.queue = new RefreshQueue(pullers, routineMax, this::check);
    this.parents = new ParentWatch(around);
    this.clockAlarm = new ClockAlarm(around.alarms());
    this.refusedTransfers = new RefusedTransfers(around.alarms());
  }

  /**
   * Takes up all zones of the store; when this returns, each that has data is served. A zone whose
   * stored data or settings can't be used is not served, and keeps none of the others from it.
   */
  public void start() {
    StoredZones all = stored();
    List<StoredZone> zones = all.usable();
    zones.parallelStream().forEach(this::startZone);
    zones.forEach(stored -> byName.get(stored.name()).refresh().planFirst(zones.size()));
    zones.forEach(stored -> stored.settings().keys().forEach(this::watchToken));
  }

  /** Reads all zones of the store. */
  synchronized StoredZones stored() {
    StoredZones all = around.store().allZones();
    unusable.stream()
        .filter(zone -> all.trouble(zone.id()).isEmpty())
        .forEach(zone -> around.alarms().clear(notServed(zone)));
    all.unusable()
        .forEach(
            zone -> around.alarms().raise(notServed(zone), zone.reason() + "; then rediscover"));
    unusable = all.unusable();
    return all;
  }

  private static AlarmId notServed(StoredZones.Unusable zone) {
    return AlarmId.of(
        AlarmKind.ZONE_NOT_SERVED, "row %d of the table domains".formatted(zone.id()));
  }

  /** How many zones of the store could not be used when all were read last. */
  public int unusable() {
    return unusable.size();
  }

  /** All signatures may be kept, so that nobody would find out that the token is away. */
  private void watchToken(ZoneKey key) {
    if (key.active() && key.material() instanceof TokenMaterial material && !key.isPending()) {
      around.crypto().tokens().tokens().watch(material.reference());
    }
  }

  private void startZone(StoredZone stored) {
    Kept kept = keep(stored);
    byName.put(stored.name(), kept);
    try {
      kept.keeper().start(storedData(stored));
    } catch (RuntimeException e) {
      LOG.warn("zone {}: it can't be served", stored.name().toText(), e);
      around
          .alarms()
          .raise(
              AlarmId.of(AlarmKind.ZONE_NOT_SERVED, stored.name()),
              "it can't be served: %s; see show-zone and check-zone, set right what they name, and restart"
                  .formatted(e.getMessage()));
      kept.keeper().start(Optional.empty());
    }
  }

  /**
   * Tells the secondaries of all zones. Who was not told when this server stopped, or whose zone
   * was turned over by the start, learns of it; not all of them at one moment. For when this server
   * answers their questions.
   */
  public void tellSecondaries() {
    all().forEach(keeper -> guarded(keeper, "telling its secondaries", () -> tell(keeper)));
  }

  private void tell(ZoneKeeper keeper) {
    keeper
        .signed()
        .ifPresent(
            served -> {
              List<Downstream.Target> targets =
                  Secondaries.of(served, keeper.policy(), around.tsigKeys());
              if (!targets.isEmpty()) {
                around.downstream().notifySpread(keeper.name(), served.soa(), targets);
              }
            });
  }

  private Optional<Zone> storedData(StoredZone stored) {
    try {
      return stored.state().hasData() ? around.store().data(stored) : Optional.empty();
    } catch (StoreFailed e) {
      LOG.error(
          "zone {}: its stored data can't be used and is pulled again: {}",
          stored.name().toText(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private Kept keep(StoredZone stored) {
    ZoneKeeper keeper = new ZoneKeeper(stored, around);
    Refresh refresh = new Refresh(keeper, around);
    return new Kept(keeper, refresh, new ZoneAlarms(keeper, refresh, around));
  }

  /**
   * Makes a zone.
   *
   * @return empty when there is one of that name
   */
  Optional<Kept> create(DomainName name, ZoneSettings settings) {
    synchronized (byName) {
      if (byName.containsKey(name)) {
        return Optional.empty();
      }
      Kept kept = keep(around.store().create(name.lowerCase(), settings));
      byName.put(name, kept);
      kept.keeper().start(Optional.empty());
      return Optional.of(kept);
    }
  }

  /** Takes up a zone that others have put into the store; one that is there already stays. */
  Kept takeUp(StoredZone stored) {
    synchronized (byName) {
      Kept there = byName.get(stored.name());
      if (there != null) {
        return there;
      }
      // Those from when it could not be taken up: they are found again where they still hold.
      around.alarms().forget(stored.name());
      startZone(stored);
      Kept kept = byName.get(stored.name());
      checkNow(stored.name());
      stored.settings().keys().forEach(this::watchToken);
      return kept;
    }
  }

  /** Another instance has deleted the zone, of which nothing is stored any more. */
  void forget(ZoneKeeper keeper) {
    synchronized (byName) {
      keeper.forget();
      byName.remove(keeper.name());
      around.alarms().forget(keeper.name());
    }
  }

  /** Serves a zone no more, of which the store keeps all. */
  void letGo(DomainName name) {
    synchronized (byName) {
      find(name).ifPresent(kept -> forget(kept.keeper()));
    }
  }

  void delete(ZoneKeeper keeper) {
    synchronized (byName) {
      keeper.delete();
      byName.remove(keeper.name());
      around.alarms().forget(keeper.name());
    }
  }

  Optional<Kept> find(DomainName name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All keepers, in no order. */
  public Collection<ZoneKeeper> all() {
    return byName.values().stream().map(Kept::keeper).toList();
  }

  public int size() {
    return byName.size();
  }

  /** How many zones wait for a check or are being checked. */
  public int checksWaiting() {
    return queue.size();
  }

  /** The time has come to ask the zone's primaries. */
  public void checkDue(DomainName zone) {
    queue.due(zone);
  }

  /** The time has come when the zone's data expires unless it was confirmed. */
  public void expiryDue(DomainName zone) {
    find(zone)
        .ifPresent(
            kept -> {
              kept.keeper().expireIfDue();
              kept.alarms().look();
            });
  }

  private void check(DomainName zone, Optional<InetSocketAddress> sender) {
    find(zone)
        .filter(kept -> around.store().followed().isEmpty())
        .filter(kept -> kept.keeper().stored().settings().type() == ZoneType.SLAVE)
        .ifPresent(
            kept -> {
              kept.refresh().check(sender);
              kept.alarms().look();
            });
  }

  /** Asks the zone's primaries for the whole zone, whatever its serial. */
  Future<PullOutcome> pull(Kept kept) {
    return CompletableFuture.supplyAsync(
        () -> {
          PullOutcome outcome = kept.refresh().run(Optional.empty(), true);
          kept.alarms().look();
          return outcome;
        },
        pullers);
  }

  /** Asks some primaries as soon as may be that tell the time by their TSIG. */
  public void askForTheTime() {
    all().stream()
        .filter(keeper -> keeper.stored().settings().type() == ZoneType.SLAVE)
        .filter(keeper -> !keeper.policy().primaryKeys().isEmpty())
        .limit(TIME_ASKED_MAX)
        .forEach(keeper -> checkNow(keeper.name()));
  }

  /** Asks the zone's primaries as soon as may be. */
  void checkNow(DomainName zone) {
    queue.notified(zone, Optional.empty());
  }

  /**
   * A NOTIFY came (RFC 1996). It is heeded when it comes from a primary of the zone, from an
   * allowed network, or with a key that the zone uses with its primaries.
   *
   * @param key the key that signed it, verified
   * @param allowed whether the sender is in a network from which any NOTIFY is heeded
   * @param serial the serial that it tells of, if any
   */
  public NotifyReply notified(
      DomainName zone,
      InetAddress sender,
      Optional<DomainName> key,
      boolean allowed,
      OptionalLong serial) {
    Optional<Kept> kept = find(zone);
    if (kept.isEmpty()) {
      return NotifyReply.NOT_AUTHORITATIVE;
    }
    ZoneKeeper keeper = kept.get().keeper();
    Optional<InetSocketAddress> primary = primaryAt(keeper, sender);
    boolean byKey = key.isPresent() && usesWithPrimaries(keeper, key.get(), sender);
    if (primary.isEmpty() && !byKey && !allowed) {
      logRefused(zone, sender, key);
      return NotifyReply.REFUSED;
    }
    if (keeper.stored().settings().type() == ZoneType.SLAVE && isNews(keeper, serial)) {
      queue.notified(keeper.name(), primary);
    }
    return NotifyReply.ACCEPTED;
  }

  /** Strangers must not fill the log: one line at a time stands for all in a while. */
  private void logRefused(DomainName zone, InetAddress sender, Optional<DomainName> key) {
    Instant now = around.clock().instant();
    Instant last = lastRefusal.get();
    boolean quiet = now.isBefore(last.plus(BETWEEN_REFUSALS)) && !now.isBefore(last);
    if (!quiet && lastRefusal.compareAndSet(last, now)) {
      LOG.warn(
          "zone {}: NOTIFY from {} refused: it is no primary of the zone, and signed by {}",
          zone.toText(),
          sender.getHostAddress(),
          key.map(name -> "key " + name.toText()).orElse("no key"));
    }
  }

  private static Optional<InetSocketAddress> primaryAt(ZoneKeeper keeper, InetAddress sender) {
    return keeper.stored().settings().primaries().stream()
        .filter(primary -> primary.getAddress().equals(sender))
        .findFirst();
  }

  private static boolean usesWithPrimaries(ZoneKeeper keeper, DomainName key, InetAddress sender) {
    return keeper.policy().primaryKeys().stream()
        .anyMatch(use -> use.key().equals(key) && use.isFor(sender));
  }

  /** Of a zone that is not served, as one that has expired, every serial is. */
  private boolean isNews(ZoneKeeper keeper, OptionalLong serial) {
    boolean served = around.published().exact(keeper.name()) instanceof Served.Ready;
    return serial.isEmpty()
        || !served
        || keeper
            .zone()
            .map(zone -> Serial.isAfter(serial.getAsLong(), zone.serial()))
            .orElse(true);
  }

  /**
   * Who may transfer a zone out, beside the networks of the configuration; empty when there is no
   * such zone.
   */
  public Optional<TransferAccess> transferAccess(DomainName zone) {
    return find(zone).map(Kept::keeper).map(TransferAccess::of);
  }

  /** Makes next week's signatures of all zones ready. */
  public void prepareTurnover(Instant turnover) {
    all()
        .forEach(
            keeper -> guarded(keeper, "preparing its turnover", () -> keeper.prepare(turnover)));
  }

  /**
   * Every zone serves the window of now; who fails to is to be called again. A zone with a change
   * under way, which may take a minute, comes last.
   */
  public void turnOver() {
    List<ZoneKeeper> busy = new ArrayList<>();
    for (ZoneKeeper keeper : all()) {
      guarded(
          keeper,
          "its turnover",
          () -> {
            if (!keeper.tryTurnOver()) {
              busy.add(keeper);
            }
          });
    }
    busy.forEach(keeper -> guarded(keeper, "its turnover", keeper::turnOver));
    around.crypto().tokens().forgetExpired(around.clock().instant());
  }

  /** A token is back: what it could not sign is signed, in all zones. */
  public void signAgain() {
    all().forEach(keeper -> guarded(keeper, "signing again", keeper::signOn));
  }

  /** Looks what an operator has to act on in each zone. To be called each minute. */
  public void lookAtAlarms() {
    around.alarms().endOverdue();
    for (Kept kept : byName.values()) {
      guarded(kept.keeper(), "looking at it", kept.alarms()::look);
    }
  }

  /** The time of day jumped. */
  public void clockJumped(Duration jump) {
    clockAlarm.jumped(jump);
  }

  /** A client was refused a transfer of a zone. {@code key}: what it signed with, verified. */
  public void transferRefused(
      DomainName zone, InetAddress client, Optional<DomainName> key, String reason) {
    find(zone).ifPresent(kept -> refusedTransfers.refused(kept.keeper(), client, key, reason));
  }

  /** A client has taken a zone. */
  public void transferred(DomainName zone, InetAddress client) {
    refusedTransfers.taken(zone, client);
  }

  /**
   * Begins to look which DS sets the parents of zones have. To be called each minute; a round that
   * is under way is not piled upon.
   */
  public void lookAtParents() {
    if (parents.isPossible() && lookingAtParents.compareAndSet(false, true)) {
      pullers.execute(
          () -> {
            try {
              parents.look(all());
            } catch (StoreFailed e) {
              LOG.error("DS sets of parents can't be remembered: {}", e.getMessage());
            } finally {
              lookingAtParents.set(false);
            }
          });
    }
  }

  /**
   * Whether the primary of a zone that is not pre-signed sends it signed; empty when that is not
   * known.
   */
  public Optional<Boolean> primarySigns(DomainName zone) {
    return find(zone).flatMap(kept -> kept.refresh().primarySigns());
  }

  /** No zone keeps the others from what is done with all. */
  private static void guarded(ZoneKeeper keeper, String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("zone {}: {} failed: {}", keeper.name().toText(), what, e.getMessage(), e);
    }
  }

  /** When the primaries of a zone are asked next. */
  public Optional<Instant> nextCheck(DomainName zone) {
    return find(zone).map(kept -> kept.refresh().nextCheck());
  }
}
