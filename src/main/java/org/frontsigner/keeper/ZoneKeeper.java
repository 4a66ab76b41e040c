package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a zone: every change of it goes through {@link #advance}. Thread-safe; changes
 * wait for each other, readers never wait. What fails before it is durable changes nothing; what
 * follows once it is visible is logged when it fails, and undoes nothing.
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
  private static final Logger LOG = LoggerFactory.getLogger(ZoneKeeper.class);

  private final Surroundings around;
  private final Ahead ahead;
  private final TokenSigning tokens;
  private final Publication publication;
  private final ReentrantLock writer = new ReentrantLock();
  private volatile StoredZone stored;
  private volatile SignedZone signed;
  private volatile boolean deleted;

  ZoneKeeper(StoredZone stored, Surroundings around) {
    this.stored = stored;
    this.around = around;
    this.ahead = new Ahead(around.signAhead(), around.crypto().tokens().workers());
    this.tokens = new TokenSigning(ahead, around.clock());
    this.publication = new Publication(around, ahead);
  }

  public DomainName name() {
    return stored.name();
  }

  /** The zone's settings and state as they are now. */
  public StoredZone stored() {
    return stored;
  }

  public ZonePolicy policy() {
    return policy(stored.settings(), zone().orElse(null));
  }

  private ZonePolicy policy(ZoneSettings settings, Zone zone) {
    return ZonePolicy.of(settings, around.settings(), zone);
  }

  /** How names are denied, or would be if a key were active. */
  Denial denial() {
    return signed()
        .filter(SignedZone::isPresigned)
        .map(SignedZone::denial)
        .orElse(policy().denial());
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
   * Takes up what the store has of the zone. A turnover that was missed meanwhile is made up. Tells
   * no secondary: nobody would answer their questions yet.
   *
   * @param data the stored data, if any
   */
  void start(Optional<Zone> data) {
    writer.lock();
    try {
      Instant now = around.clock().instant();
      if (data.isPresent()) {
        start(data.get(), now);
        if (around.store().wasChangedByOthers(stored)) {
          makeUp(LedgerEntry.Cause.SETTINGS);
        } else if (isTurnoverDue(now)) {
          makeUp(LedgerEntry.Cause.TURNOVER);
        }
      }
      publication.put(stored, signed, now);
    } finally {
      writer.unlock();
    }
  }

  /** Where PRESIGNED was taken away behind our back, the signatures of others go now. */
  private void start(Zone data, Instant now) {
    ZoneChange change =
        new ZoneChange(
                stored.settings(), data, DataChange.NONE, List.of(), stored.state().confirmed())
            .settled(around.settings());
    ZonePolicy policy = policy(stored.settings(), change.zone());
    SigningPlan plan = tokens.atStart(plan(policy, now), policy, stored.state(), now);
    signed = SignedZone.first(change.zone(), plan, stored.state().servedSerial());
    if (change.data() != DataChange.NONE) {
      advance(change, LedgerEntry.Cause.CONTENT);
    }
  }

  /** Where it can't be made durable it is tried again; signatures that expire can't wait. */
  private void makeUp(LedgerEntry.Cause cause) {
    ZoneChange change = sameData(stored.settings());
    SignedZone before = signed;
    // What others changed differs from what was served last, although it is served from the start.
    signed = cause == LedgerEntry.Cause.SETTINGS ? null : signed;
    try {
      advance(change, cause);
    } catch (StoreFailed e) {
      signed = before;
      LOG.error("zone {}: what was missed can't be written: {}", name().toText(), e.getMessage());
    }
  }

  private ZoneChange sameData(ZoneSettings settings) {
    Zone zone = signed == null ? storedData(settings) : signed.zone();
    return new ZoneChange(settings, zone, DataChange.NONE, List.of(), stored.state().confirmed());
  }

  /** Of a zone that has data but is not served, as one whose settings could not be used. */
  private Zone storedData(ZoneSettings settings) {
    if (!stored.state().hasData()) {
      return null;
    }
    try {
      plan(policy(settings, null), around.clock().instant());
      return around.store().data(stored).orElse(null);
    } catch (IllegalArgumentException | StoreFailed e) {
      LOG.error("zone {}: it still can't be served: {}", name().toText(), e.getMessage());
      return null;
    }
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
      MetadataCheck.requireRoomForHashes(stored.name(), settings.metadata());
      ZoneChange change = sameData(settings).settled(around.settings());
      boolean beginsToExpire =
          settings.type() == ZoneType.SLAVE && stored.settings().type() != ZoneType.SLAVE;
      if (beginsToExpire) {
        change = change.confirmedAt(around.clock().instant());
      }
      advanceAndTell(change, LedgerEntry.Cause.SETTINGS);
    } finally {
      writer.unlock();
    }
  }

  /** Takes data that a primary or an operator gave. */
  void accept(Zone zone, DataChange data, List<byte[]> changedKeys) {
    writer.lock();
    try {
      ensureExists();
      if (policy().presigned() && !zone.isPresigned()) {
        LOG.warn("zone {}: unsigned data that came late is not taken", name().toText());
        return;
      }
      Instant now = around.clock().instant();
      ZoneChange change = new ZoneChange(stored.settings(), zone, data, changedKeys, now);
      advanceAndTell(change.settled(around.settings()), LedgerEntry.Cause.CONTENT);
    } finally {
      writer.unlock();
    }
  }

  /**
   * Takes data that came of what the zone was when it was asked for.
   *
   * @param base the data at that time: where it is no longer, the zone is taken whole
   */
  void accept(Optional<Zone> base, Zone zone, DataChange data, List<byte[]> changedKeys) {
    writer.lock();
    try {
      if (zone().orElse(null) == base.orElse(null)) {
        accept(zone, data, changedKeys);
      } else {
        accept(zone, new DataChange.Replaced(zone), null);
      }
    } finally {
      writer.unlock();
    }
  }

  /**
   * A primary says that the data is current. That holds even where it can't be written, so that no
   * zone expires for a full disk.
   */
  void confirm() {
    writer.lock();
    try {
      ensureExists();
      Instant now = around.clock().instant();
      StoredZone before = stored;
      stored = before.withState(before.state().withConfirmed(now));
      publication.put(stored, signed, now);
      around.store().commit(new ZoneCommit(before, stored, DataChange.NONE, Optional.empty()));
    } finally {
      writer.unlock();
    }
  }

  /** Serves the window of now, if another is served. */
  void turnOver() {
    writer.lock();
    try {
      turnOverIfDue();
    } finally {
      writer.unlock();
    }
  }

  /**
   * As {@link #turnOver}, without waiting.
   *
   * @return false when a change of the zone is under way, and the turnover is still due
   */
  boolean tryTurnOver() {
    if (!isTurnoverDue(around.clock().instant())) {
      signOn();
      return true;
    }
    if (!writer.tryLock()) {
      return false;
    }
    try {
      turnOverIfDue();
      return true;
    } finally {
      writer.unlock();
    }
  }

  private void turnOverIfDue() {
    if (isTurnoverDue(around.clock().instant())) {
      advanceAndTell(sameData(stored.settings()), LedgerEntry.Cause.TURNOVER);
    }
  }

  private boolean isTurnoverDue(Instant now) {
    SignedZone zone = signed;
    return !deleted
        && zone != null
        && !ServedWindow.isTurnedOver(window(now, policy()), zone, stored.state());
  }

  private SigningWindow window(Instant now, ZonePolicy policy) {
    return tokens.held(ServedWindow.at(now, policy, signed, stored.state()), policy, signed, now);
  }

  private SigningPlan plan(ZonePolicy policy, Instant now) {
    return policy
        .plan(now, around.crypto(), around.signatureCounts())
        .withWindow(window(now, policy));
  }

  private void advanceAndTell(ZoneChange change, LedgerEntry.Cause cause) {
    if (advance(change, cause)) {
      afterwards("telling its secondaries", this::tellSecondaries);
    }
  }

  /**
   * The one door: next value, durable, visible.
   *
   * @return whether there is a new served value
   */
  private boolean advance(ZoneChange change, LedgerEntry.Cause cause) {
    Instant now = around.clock().instant();
    StoredZone before = stored;
    SignedZone next = signed;
    StoredZone after = before.withSettings(change.settings());
    if (change.zone() != null) {
      ZonePolicy policy = change.policy(around.settings());
      SigningPlan plan = plan(policy, now);
      long serial = stored.state().servedSerial();
      if (cause != LedgerEntry.Cause.SETTINGS || isServedOtherwise(change, policy, plan)) {
        serial =
            ServedSerial.next(
                before,
                signed == null ? SerialPolicy.NONE : policy().serialPolicy(),
                policy.serialPolicy(),
                change.zone(),
                around.store(),
                now);
        next = nextValue(change, plan, serial);
        tokens.signBeforeServing(next);
      }
      after = after.withState(change.state(plan, serial));
    }
    boolean isNew = next != signed;
    Optional<LedgerEntry> entry =
        isNew ? Optional.of(LedgerEntry.of(now, cause, next, after.state())) : Optional.empty();
    Optional<FormerKeys> former = KeyMemory.retired(signed, next, now);
    around.store().commit(new ZoneCommit(before, after, change.data(), entry, former));
    stored = after;
    signed = next;
    publication.put(stored, signed, now);
    if (isNew) {
      afterwards("preparing its turnover", () -> follow(change.changedKeys()));
      afterwards("counting", () -> around.listener().published(name(), cause));
    }
    return isNew;
  }

  private boolean isServedOtherwise(ZoneChange change, ZonePolicy policy, SigningPlan plan) {
    return signed == null
        || signed.zone() != change.zone()
        || !signed.plan().servesAs(plan)
        || policy.serialPolicy() != policy().serialPolicy()
        || (plan.signs() && !plan.window().inception().equals(stored.state().windowInception()));
  }

  private SignedZone nextValue(ZoneChange change, SigningPlan plan, long serial) {
    if (signed == null) {
      return SignedZone.first(change.zone(), plan, serial);
    }
    return ahead
        .ready(change.zone(), plan)
        .map(ready -> ready.next(change.zone(), List.of(), plan, serial))
        .orElseGet(() -> signed.next(change.zone(), change.changedKeys(), plan, serial));
  }

  private void afterwards(String what, Runnable work) {
    Afterwards.run(name(), what, work);
  }

  /** When the data expires unless a primary confirms it: never for a zone without primaries. */
  Instant expiry() {
    return publication.expiry(stored, signed);
  }

  /** Serves SERVFAIL if the data has expired. */
  void expireIfDue() {
    writer.lock();
    try {
      if (!deleted && signed != null) {
        publication.put(stored, signed, around.clock().instant());
      }
    } finally {
      writer.unlock();
    }
  }

  /** The primaries are to be asked then, if the zone still exists. */
  void planCheck(Instant when) {
    writer.lock();
    try {
      if (!deleted) {
        afterwards("planning its next check", () -> around.agenda().checkAt(name(), when));
      }
    } finally {
      writer.unlock();
    }
  }

  /** Makes the signatures of the window after this one, so that a turnover finds them ready. */
  void prepare(Instant turnover) {
    writer.lock();
    try {
      if (!deleted && signed != null && signed.plan().signs()) {
        ahead.prepare(signed, planAt(turnover), turnover);
      }
    } finally {
      writer.unlock();
    }
  }

  /** What a token could not sign is signed, if it is back, and the signatures of this week. */
  void signOn() {
    Instant now = around.clock().instant();
    SignedZone zone = signed;
    if (zone == null || !zone.usesTokens() || !writer.tryLock()) {
      return;
    }
    try {
      ahead.again();
      if (tokens.isHeld(policy(), zone, now)) {
        prepare(now);
      }
    } finally {
      writer.unlock();
    }
  }

  private SigningPlan planAt(Instant turnover) {
    return policy().plan(turnover, around.crypto(), around.signatureCounts());
  }

  /** What is ready for the turnover follows a change; after the turnover nothing is. */
  private void follow(List<byte[]> changedKeys) {
    try {
      ahead.turnover().ifPresent(when -> ahead.follow(signed, changedKeys, planAt(when)));
    } catch (RuntimeException e) {
      ahead.releasePrepared();
      throw e;
    }
  }

  /**
   * Tells the secondaries of the served serial.
   *
   * @return who they are
   * @throws IllegalArgumentException when the settings do not say who they are
   */
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
        publication.put(stored, signed, around.clock().instant());
      }
      return dropped;
    } finally {
      writer.unlock();
    }
  }

  /** The zone goes, with its data, keys and settings. */
  void delete() {
    end(() -> around.store().delete(stored));
  }

  /** The zone is served no more, and its data, keys and settings stay where they are. */
  void letGo() {
    end(() -> {});
  }

  private void end(Runnable store) {
    writer.lock();
    try {
      ensureExists();
      store.run();
      deleted = true;
      around.published().remove(name());
      signed = null;
      ahead.release();
      afterwards("cancelling what is due for it", () -> around.agenda().forget(name()));
      around.listener().deleted(name());
    } finally {
      writer.unlock();
    }
  }

  boolean isDeleted() {
    return deleted;
  }

  private void ensureExists() {
    if (deleted) {
      throw new ZoneGone(name());
    }
  }
}
