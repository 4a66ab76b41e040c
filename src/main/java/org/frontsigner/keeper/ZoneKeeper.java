package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.frontsigner.answer.Served;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;

/**
 * The one writer of a zone: every change of it goes through {@link #advance}. Thread-safe; changes
 * wait for each other, readers never wait.
 *
 * <pre>
 *            create                 first data
 *   (none) ─────────▶ NotReady ───────────────────▶ Ready ◀──────────────┐
 *                                                     │ not confirmed     │ confirmed
 *                                                     │ within expire     │ or new data
 *                                                     └────▶ Expired ─────┘
 * </pre>
 */
public final class ZoneKeeper {
  private final Surroundings around;
  private final ReentrantLock writer = new ReentrantLock();
  private volatile StoredZone stored;
  private volatile SignedZone signed;
  private volatile SignedZone prepared;
  private volatile boolean deleted;

  ZoneKeeper(StoredZone stored, Surroundings around) {
    this.stored = stored;
    this.around = around;
  }

  public DomainName name() {
    return stored.name();
  }

  /** The zone's settings and state as they are now. */
  public StoredZone stored() {
    return stored;
  }

  public ZonePolicy policy() {
    return new ZonePolicy(stored.settings(), around.settings());
  }

  /** The zone as it is served; empty when it never had data. */
  public Optional<SignedZone> signed() {
    return Optional.ofNullable(signed);
  }

  /** The unsigned data; empty when there never was any. */
  public Optional<Zone> zone() {
    return signed().map(SignedZone::zone);
  }

  /**
   * Takes up what the store has of the zone. A turnover that was missed meanwhile is made up.
   *
   * @param data the stored data, if any
   */
  void start(Optional<Zone> data) {
    writer.lock();
    try {
      if (data.isEmpty()) {
        around.published().put(new Served.NotReady(name()));
        return;
      }
      Instant now = around.clock().instant();
      SigningPlan plan = plan(now);
      boolean sameWindow =
          !plan.signs() || plan.window().inception().equals(stored.state().windowInception());
      signed = SignedZone.first(data.get(), plan, stored.state().servedSerial());
      if (sameWindow) {
        publish(now);
      } else {
        advance(sameData(stored.settings()), LedgerEntry.Cause.TURNOVER, true);
      }
    } finally {
      writer.unlock();
    }
  }

  /** What a change makes of a zone. */
  private record Change(
      ZoneSettings settings,
      Zone zone,
      DataChange data,
      List<byte[]> changedKeys,
      Instant confirmed) {}

  private Change sameData(ZoneSettings settings) {
    Zone zone = signed == null ? null : signed.zone();
    return new Change(settings, zone, DataChange.NONE, List.of(), stored.state().confirmed());
  }

  /** Sets other settings; what follows from them is in force when this returns. */
  void change(UnaryOperator<ZoneSettings> edit) {
    writer.lock();
    try {
      ensureExists();
      ZoneSettings settings = edit.apply(stored.settings());
      if (settings.equals(stored.settings())) {
        return;
      }
      advance(sameData(settings), LedgerEntry.Cause.SETTINGS, false);
    } finally {
      writer.unlock();
    }
  }

  /** Takes data that a primary or an operator gave. */
  void accept(Zone zone, DataChange data, List<byte[]> changedKeys) {
    writer.lock();
    try {
      ensureExists();
      Instant now = around.clock().instant();
      advance(
          new Change(stored.settings(), zone, data, changedKeys, now),
          LedgerEntry.Cause.CONTENT,
          true);
    } finally {
      writer.unlock();
    }
  }

  /** A primary says that the data is current. */
  void confirm() {
    writer.lock();
    try {
      ensureExists();
      StoredZone after = stored.withState(stored.state().withConfirmed(around.clock().instant()));
      around.store().commit(new ZoneCommit(stored, after, DataChange.NONE, Optional.empty()));
      stored = after;
      publish(around.clock().instant());
    } finally {
      writer.unlock();
    }
  }

  /** Serves the window of now, if another is served. */
  void turnOver() {
    writer.lock();
    try {
      Instant now = around.clock().instant();
      if (deleted || signed == null || !signed.isSigned() || isWindowOf(now)) {
        return;
      }
      advance(sameData(stored.settings()), LedgerEntry.Cause.TURNOVER, true);
    } finally {
      writer.unlock();
    }
  }

  private boolean isWindowOf(Instant now) {
    return signed.plan().window().equals(policy().windowAt(now));
  }

  /** The one door: next value, durable, visible, told. */
  private void advance(Change change, LedgerEntry.Cause cause, boolean always) {
    Instant now = around.clock().instant();
    ZonePolicy policy = new ZonePolicy(change.settings(), around.settings());
    StoredZone before = stored;
    StoredZone after = before.withSettings(change.settings());
    SignedZone next = null;
    if (change.zone() != null) {
      SigningPlan plan = policy.plan(now, around.crypto(), around.signatureCounts());
      boolean changes = always || signed == null || !signed.plan().servesAs(plan);
      long serial = changes ? nextSerial(policy, change.zone(), now) : servedSerial();
      next = changes ? nextValue(change, plan, serial) : signed;
      after = after.withState(state(change, plan, serial));
    }
    boolean newSerial = after.state().servedSerial() != before.state().servedSerial();
    Optional<LedgerEntry> entry =
        next == null || !(newSerial || always)
            ? Optional.empty()
            : Optional.of(ledgerEntry(next, after.state(), cause, now));
    around.store().commit(new ZoneCommit(before, after, change.data(), entry));
    stored = after;
    signed = next;
    prepared = null;
    publish(now);
    if (entry.isPresent()) {
      around.listener().published(name(), cause);
      tellSecondaries();
    }
  }

  private long servedSerial() {
    return stored.state().servedSerial();
  }

  private long nextSerial(ZonePolicy policy, Zone zone, Instant now) {
    SerialPolicy serials = policy.serialPolicy();
    boolean everServed = signed != null || servedSerial() != 0;
    return everServed
        ? serials.next(zone.serial(), servedSerial(), now)
        : serials.first(zone.serial(), now);
  }

  private SignedZone nextValue(Change change, SigningPlan plan, long serial) {
    SignedZone ahead = prepared;
    if (ahead != null && ahead.zone() == change.zone() && ahead.plan().servesAs(plan)) {
      return ahead.next(change.zone(), List.of(), plan, serial);
    }
    return signed == null
        ? SignedZone.first(change.zone(), plan, serial)
        : signed.next(change.zone(), change.changedKeys(), plan, serial);
  }

  private static ZoneState state(Change change, SigningPlan plan, long serial) {
    return new ZoneState(
        true,
        change.zone().serial(),
        serial,
        plan.signs() ? plan.window().inception() : Instant.EPOCH,
        change.confirmed());
  }

  private static LedgerEntry ledgerEntry(
      SignedZone next, ZoneState state, LedgerEntry.Cause cause, Instant now) {
    String keyTags =
        next.plan().keys().active().stream()
            .map(key -> Integer.toString(key.keyTag()))
            .collect(Collectors.joining(" "));
    return new LedgerEntry(
        now, cause, state.primarySerial(), state.servedSerial(), state.windowInception(), keyTags);
  }

  private SigningPlan plan(Instant now) {
    return policy().plan(now, around.crypto(), around.signatureCounts());
  }

  private void publish(Instant now) {
    if (signed == null) {
      around.published().put(new Served.NotReady(name()));
      return;
    }
    boolean expired = !now.isBefore(expiry());
    around.published().put(expired ? new Served.Expired(name()) : new Served.Ready(signed));
    if (stored.settings().type() == ZoneType.SLAVE && !expired) {
      around.agenda().expireAt(name(), expiry());
    }
    SignAhead.begin(signed, this::isServed, around.signAhead());
  }

  private boolean isServed(SignedZone zone) {
    return zone == signed || zone == prepared;
  }

  /** When the data expires unless a primary confirms it: never for a zone without primaries. */
  Instant expiry() {
    if (signed == null || stored.settings().type() != ZoneType.SLAVE) {
      return Instant.MAX;
    }
    return stored.state().confirmed().plusSeconds(signed.zone().soa().expireSeconds());
  }

  /** Serves SERVFAIL if the data has expired. */
  void expireIfDue() {
    writer.lock();
    try {
      if (!deleted && signed != null) {
        publish(around.clock().instant());
      }
    } finally {
      writer.unlock();
    }
  }

  /** Makes the signatures of the window after this one, so that a turnover finds them ready. */
  void prepare(Instant turnover) {
    SignedZone current = signed;
    SigningPlan next = plan(turnover);
    if (current == null || !current.isSigned() || current.plan().window().equals(next.window())) {
      return;
    }
    SignedZone ahead = prepared;
    if (ahead == null || ahead.zone() != current.zone() || !ahead.plan().servesAs(next)) {
      prepared = current.next(current.zone(), List.of(), next, current.soa().serial());
      SignAhead.begin(prepared, this::isServed, around.signAhead());
    }
  }

  /** Tells the secondaries of the served serial, and returns who they are. */
  List<Downstream.Target> tellSecondaries() {
    SignedZone zone = signed;
    if (zone == null) {
      return List.of();
    }
    List<Downstream.Target> targets = Secondaries.of(zone, policy(), around.tsigKeys());
    if (!targets.isEmpty()) {
      around.downstream().notify(name(), zone.soa(), targets);
    }
    return targets;
  }

  /** Drops all signatures, so that they are made anew; returns how many there were. */
  long purge() {
    writer.lock();
    try {
      long dropped = 0;
      if (signed != null && !deleted) {
        dropped = signed.signatureCount();
        signed = SignedZone.first(signed.zone(), signed.plan(), signed.soa().serial());
        publish(around.clock().instant());
      }
      return dropped;
    } finally {
      writer.unlock();
    }
  }

  /** The zone goes, with its data, keys and settings. */
  void delete() {
    writer.lock();
    try {
      ensureExists();
      around.store().delete(stored);
      deleted = true;
      around.agenda().forget(name());
      around.published().remove(name());
    } finally {
      writer.unlock();
    }
  }

  private void ensureExists() {
    if (deleted) {
      throw new ZoneGone(name());
    }
  }

  /** The zone was deleted while something was done with it. */
  static final class ZoneGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    ZoneGone(DomainName name) {
      super("zone " + name.toText() + " was deleted");
    }
  }
}
