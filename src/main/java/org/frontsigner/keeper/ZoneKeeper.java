package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a zone: every change of it goes through {@link #advance}. Thread-safe; changes
 * wait for each other, readers never wait. What fails before it is durable changes nothing; what
 * follows once it is visible is logged when it fails, and undoes nothing.
 */
public final class ZoneKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ZoneKeeper.class);

  private final Surroundings around;
  private final Ahead ahead;
  private final TokenSigning tokens;
  private final Publication publication;
  private final Advance advance;
  private final Commits commits;
  private final ReentrantLock writer = new ReentrantLock();
  private volatile StoredZone stored;
  private volatile SignedZone signed;
  private volatile boolean deleted;

  ZoneKeeper(StoredZone stored, Surroundings around) {
    this.stored = stored;
    this.around = around;
    this.ahead = new Ahead(around.signAhead(), around.crypto().tokens().workers());
    this.tokens = new TokenSigning(ahead, around);
    this.publication = new Publication(around, ahead);
    this.advance = new Advance(around, ahead, tokens);
    this.commits = new Commits(around.store());
  }

  public DomainName name() {
    return stored.name();
  }

  /** The zone's settings and state as they are now. */
  public StoredZone stored() {
    return stored;
  }

  public ZonePolicy policy() {
    return ZonePolicy.of(stored.settings(), around.settings(), zone().orElse(null));
  }

  /** How names are denied, or would be if a key were active. */
  Denial denial() {
    return policy().presigned() ? signed.denial() : policy().denial();
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
    alone(
        () -> {
          Instant now = around.clock().instant();
          if (data.isPresent()) {
            start(data.get(), now);
            if (advance.isServedOtherwiseThanLast(present())) {
              makeUp("what others changed of its keys or settings", LedgerEntry.Cause.SETTINGS);
            }
            if (isTurnoverDue(now)) {
              makeUp("a missed turnover", LedgerEntry.Cause.TURNOVER);
            }
          }
          publish(now);
        });
  }

  /** Where PRESIGNED was taken away behind our back, the signatures of others go now. */
  private void start(Zone data, Instant now) {
    ZoneChange change =
        new ZoneChange(
                stored.settings(), data, DataChange.NONE, List.of(), stored.state().confirmed())
            .settled(around.settings());
    ZonePolicy policy = ZonePolicy.of(stored.settings(), around.settings(), change.zone());
    SigningPlan plan =
        tokens.atStart(advance.plan(present(), policy, now), policy, stored.state(), now);
    signed = SignedZone.first(change.zone(), plan, stored.state().servedSerial());
    if (change.data() != DataChange.NONE) {
      advance(change, LedgerEntry.Cause.CONTENT);
    }
  }

  /** Where it can't be made durable it is tried again; signatures that expire can't wait. */
  private void makeUp(String what, LedgerEntry.Cause cause) {
    try {
      advance(sameData(stored.settings()), cause);
    } catch (StoreFailed e) {
      LOG.error("zone {}: {} can't be written: {}", name().toText(), what, e.getMessage());
    }
  }

  private ZoneChange sameData(ZoneSettings settings) {
    Zone zone = signed == null ? advance.storedData(stored, settings) : signed.zone();
    return new ZoneChange(settings, zone, DataChange.NONE, List.of(), stored.state().confirmed());
  }

  /** Sets other settings; what follows from them is in force when this returns. */
  void change(UnaryOperator<ZoneSettings> edit) {
    alone(
        () -> {
          ensureExists();
          ZoneSettings settings = edit.apply(stored.settings());
          if (!settings.equals(stored.settings())) {
            MetadataCheck.requireRoomForHashes(stored.name(), settings.metadata());
            ZoneChange change = sameData(settings).settled(around.settings());
            change = change.after(stored.settings(), around.clock().instant());
            advanceAndTell(change, LedgerEntry.Cause.SETTINGS);
          }
        });
  }

  /** Takes data that a primary or an operator gave. */
  void accept(Zone zone, DataChange data, List<byte[]> changedKeys) {
    alone(
        () -> {
          ensureExists();
          if (policy().presigned() && !zone.isPresigned()) {
            LOG.warn("zone {}: unsigned data that came late is not taken", name().toText());
            return;
          }
          Instant now = around.clock().instant();
          ZoneChange change = new ZoneChange(stored.settings(), zone, data, changedKeys, now);
          advanceAndTell(change.settled(around.settings()), LedgerEntry.Cause.CONTENT);
        });
  }

  /**
   * Takes data that came of what the zone was when it was asked for.
   *
   * @param base the data at that time: where it is no longer, the zone is taken whole
   */
  void accept(Optional<Zone> base, Zone zone, DataChange data, List<byte[]> changedKeys) {
    alone(
        () -> {
          ensureExists();
          boolean isStill = zone().orElse(null) == base.orElse(null);
          accept(
              zone, isStill ? data : new DataChange.Replaced(zone), isStill ? changedKeys : null);
        });
  }

  /**
   * Takes settings that others wrote into the store; returns whether they differ from ours.
   *
   * @throws IllegalArgumentException when they can't be used; the zone is served as it was
   */
  boolean adopt(StoredZone read) {
    writer.lock();
    try {
      ensureExists();
      ZoneSettings settings = read.settings();
      if (settings.equals(stored.settings())) {
        return false;
      }
      MetadataCheck.requireRoomForHashes(stored.name(), settings.metadata());
      ZonePolicy policy = ZonePolicy.of(settings, around.settings(), zone().orElse(null));
      advance.plan(present(), policy, around.clock().instant());
      SerialPolicy before = policy().serialPolicy();
      StoredZone last = stored;
      stored = last.withSettings(settings);
      try {
        around.store().adopt(stored);
        ZoneChange change = sameData(settings).settled(around.settings());
        tellIf(advance(change, LedgerEntry.Cause.SETTINGS, before), false);
      } catch (StoreFailed e) {
        stored = last;
        throw e;
      }
      return true;
    } finally {
      writer.unlock();
    }
  }

  /**
   * Takes data that was read from the rows of the table records when the zone was {@code base};
   * false where it has other data by now, and nothing was taken.
   */
  boolean acceptRows(Optional<Zone> base, Zone zone) {
    writer.lock();
    try {
      ensureExists();
      if (zone().orElse(null) != base.orElse(null)) {
        return false;
      }
      accept(zone, new DataChange.Replaced(zone, true), null);
      return true;
    } finally {
      writer.unlock();
    }
  }

  /**
   * A primary says that the data is current. That holds even where it can't be written, so that no
   * zone expires for a full disk.
   */
  void confirm() {
    alone(
        () -> {
          requireThere();
          Instant now = around.clock().instant();
          try {
            settle();
          } finally {
            stored = stored.withState(stored.state().withConfirmed(now));
            publish(now);
          }
          around.store().commit(new ZoneCommit(stored, stored, DataChange.NONE, Optional.empty()));
        });
  }

  /** Serves the window of now, if another is served. */
  void turnOver() {
    alone(this::turnOverIfDue);
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
    settle();
    if (isTurnoverDue(around.clock().instant())) {
      advanceAndTell(sameData(stored.settings()), LedgerEntry.Cause.TURNOVER);
    }
  }

  private boolean isTurnoverDue(Instant now) {
    return !deleted && advance.isTurnoverDue(present(), now);
  }

  private Advance.Present present() {
    return new Advance.Present(stored, signed);
  }

  private void advanceAndTell(ZoneChange change, LedgerEntry.Cause cause) {
    tellIf(advance(change, cause), cause == LedgerEntry.Cause.TURNOVER);
  }

  private void tellIf(boolean isNew, boolean isSpread) {
    if (isNew) {
      Afterwards.run(
          name(),
          "telling its secondaries",
          () -> publication.tell(stored, signed, policy(), isSpread));
    }
  }

  /**
   * The one door: next value, durable, visible.
   *
   * @return whether there is a new served value
   */
  private boolean advance(ZoneChange change, LedgerEntry.Cause cause) {
    return advance(change, cause, policy().serialPolicy());
  }

  private boolean advance(ZoneChange change, LedgerEntry.Cause cause, SerialPolicy last) {
    Instant now = around.clock().instant();
    Advance.Step step = advance.next(present(), change, new Advance.Reason(cause, last), now);
    commits.make(step);
    serve(step, now);
    if (step.isNew()) {
      Afterwards.run(
          name(),
          "preparing its turnover",
          () -> advance.prepared(present(), change.changedKeys()));
      Afterwards.run(name(), "counting", () -> around.listener().published(name(), cause));
    }
    return step.isNew();
  }

  private void serve(Advance.Step step, Instant now) {
    stored = step.commit().after();
    signed = step.value();
    publish(now);
  }

  /** Takes up a change that turned out to be durable. */
  private void settle() {
    Optional<Advance.Step> durable = commits.settle();
    durable.ifPresent(step -> serve(step, around.clock().instant()));
    tellIf(durable.filter(Advance.Step::isNew).isPresent(), false);
  }

  private void publish(Instant now) {
    publication.put(stored, signed, now);
  }

  /** When the data expires unless a primary confirms it: never for a zone without primaries. */
  Instant expiry() {
    return publication.expiry(stored, signed);
  }

  /** Serves SERVFAIL if the data has expired. */
  void expireIfDue() {
    alone(
        () -> {
          if (!deleted && signed != null) {
            publish(around.clock().instant());
          }
        });
  }

  /** The primaries are to be asked then, if the zone still exists. */
  void planCheck(Instant when) {
    alone(
        () -> {
          if (!deleted) {
            Afterwards.run(
                name(), "planning its next check", () -> around.agenda().checkAt(name(), when));
          }
        });
  }

  /** Makes the signatures of the window after this one, so that a turnover finds them ready. */
  void prepare(Instant turnover) {
    alone(
        () -> {
          if (!deleted && signed != null && signed.plan().signs()) {
            advance.prepare(present(), turnover);
          }
        });
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

  /** Tells the secondaries, and returns them; IllegalArgumentException: settings do not say who. */
  List<Downstream.Target> tellSecondaries() {
    return publication.tell(stored, signed, policy(), false);
  }

  /** Drops all signatures, so that they are made anew; returns how many there were. */
  long purge() {
    long dropped = 0;
    writer.lock();
    try {
      if (signed != null && !deleted) {
        dropped = signed.signatureCount();
        signed = SignedZone.first(signed.zone(), signed.plan(), signed.soa().serial());
        publish(around.clock().instant());
      }
    } finally {
      writer.unlock();
    }
    return dropped;
  }

  /** The zone goes, with its data, keys and settings. */
  void delete() {
    alone(
        () -> {
          ensureExists();
          around.store().delete(stored);
          end();
        });
  }

  boolean isDeleted() {
    return deleted;
  }

  /** Another instance has deleted the zone. */
  void forget() {
    alone(this::end);
  }

  private void end() {
    deleted = true;
    around.published().remove(name());
    signed = null;
    ahead.release();
    Afterwards.run(name(), "cancelling what is due for it", () -> around.agenda().forget(name()));
    around.listener().deleted(name());
  }

  /**
   * Takes what another instance has committed of the zone; nothing is committed here. Where others
   * have changed keys or settings that the other instance does not serve yet, they wait for it.
   * Returns whether the zone is served otherwise.
   */
  boolean follow(StoredZone read, Optional<Zone> data) {
    writer.lock();
    try {
      if (deleted) {
        return false;
      }
      Instant now = around.clock().instant();
      if (data.isEmpty()) {
        stored = read;
        publish(now);
        return false;
      }
      SignedZone last = signed;
      Optional<SignedZone> value = advance.followed(last, read, data.get(), now);
      value.ifPresent(next -> take(read, next, now));
      return value.isPresent() && signed != last;
    } finally {
      writer.unlock();
    }
  }

  /** The other instance may not have turned over yet; both do it by the same rule. */
  private void take(StoredZone read, SignedZone next, Instant now) {
    boolean isNew = next != signed;
    stored = read;
    signed = next;
    if (isTurnoverDue(now)) {
      advance(sameData(stored.settings()), LedgerEntry.Cause.TURNOVER);
    } else {
      publish(now);
    }
    tellIf(isNew, false);
  }

  /** One change at a time. */
  private void alone(Runnable work) {
    writer.lock();
    try {
      work.run();
    } finally {
      writer.unlock();
    }
  }

  private void ensureExists() {
    requireThere();
    settle();
  }

  private void requireThere() {
    Advance.requireWriter(around.store(), name());
    if (deleted) {
      throw new ZoneGone(name());
    }
  }
}
