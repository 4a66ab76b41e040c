package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * Works out the next value of a zone; makes nothing durable, and nothing visible. For the zone's
 * writer alone.
 */
final class Advance {
  private static final Logger LOG = LoggerFactory.getLogger(Advance.class);

  private final Surroundings around;
  private final Ahead ahead;
  private final TokenSigning tokens;

  Advance(Surroundings around, Ahead ahead, TokenSigning tokens) {
    this.around = around;
    this.ahead = ahead;
    this.tokens = tokens;
  }

  /**
   * A zone as it is. Immutable.
   *
   * @param signed null when it never had data
   */
  record Present(StoredZone stored, SignedZone signed) {
    ZonePolicy policy(KeeperSettings keeper) {
      return ZonePolicy.of(stored.settings(), keeper, signed == null ? null : signed.zone());
    }
  }

  /** What a change makes of a zone, and what is to be committed before it is seen. Immutable. */
  record Step(ZoneCommit commit, SignedZone value, boolean isNew) {}

  /** Why a zone changes, and by which kind of serial it was served until then. */
  record Reason(LedgerEntry.Cause cause, SerialPolicy last) {}

  Step next(Present present, ZoneChange change, Reason reason, Instant now) {
    StoredZone before = present.stored();
    StoredZone after = before.withSettings(change.settings());
    SignedZone next = present.signed();
    if (change.zone() != null) {
      ZonePolicy policy = change.policy(around.settings());
      SigningPlan plan = plan(present, policy, now);
      long serial = before.state().servedSerial();
      if (reason.cause() != LedgerEntry.Cause.SETTINGS
          || isServedOtherwise(present, change, plan, reason.last())) {
        serial = serial(present, change, reason.last(), now);
        next = value(present.signed(), change, plan, serial);
        tokens.signBeforeServing(next);
      }
      after = after.withState(change.state(plan, serial, around.settings()));
    }
    boolean isNew = next != present.signed();
    Optional<LedgerEntry> entry =
        isNew
            ? Optional.of(entry(present, change, reason, next, after.state(), now))
            : Optional.empty();
    Optional<FormerKeys> former = KeyMemory.retired(present.signed(), next, now);
    return new Step(new ZoneCommit(before, after, change.data(), entry, former), next, isNew);
  }

  private LedgerEntry entry(
      Present present,
      ZoneChange change,
      Reason reason,
      SignedZone next,
      ZoneState state,
      Instant now) {
    SerialPolicy kind = change.policy(around.settings()).serialPolicy();
    String what = ServedReason.of(present.signed(), next, change.data(), reason.last(), kind);
    return LedgerEntry.of(now, reason.cause(), next, state, kind, what);
  }

  private long serial(Present present, ZoneChange change, SerialPolicy last, Instant now) {
    boolean isKnown = present.signed() == null || !isServedOtherwiseThanLast(present);
    return ServedSerial.next(
        present.stored(),
        isKnown ? last : SerialPolicy.NONE,
        change.policy(around.settings()).serialPolicy(),
        change.zone(),
        around.store(),
        now);
  }

  private boolean isServedOtherwise(
      Present present, ZoneChange change, SigningPlan plan, SerialPolicy last) {
    SignedZone signed = present.signed();
    return signed == null
        || isServedOtherwiseThanLast(present)
        || signed.zone() != change.zone()
        || !signed.plan().servesAs(plan)
        || change.policy(around.settings()).serialPolicy() != last
        || (plan.signs()
            && !plan.window().inception().equals(present.stored().state().windowInception()));
  }

  /** Whether secondaries may have other keys or settings with the serial that was last served. */
  boolean isServedOtherwiseThanLast(Present present) {
    String last = present.stored().state().servedAs();
    return !last.equals(ServedAs.UNKNOWN)
        && !last.equals(ServedAs.of(present.signed().plan(), present.policy(around.settings())));
  }

  private SignedZone value(SignedZone signed, ZoneChange change, SigningPlan plan, long serial) {
    if (signed == null) {
      return SignedZone.first(change.zone(), plan, serial);
    }
    return ahead
        .ready(change.zone(), plan)
        .map(ready -> ready.next(change.zone(), List.of(), plan, serial))
        .orElseGet(() -> signed.next(change.zone(), change.changedKeys(), plan, serial));
  }

  SigningWindow window(Present present, ZonePolicy policy, Instant now) {
    SigningWindow due = ServedWindow.at(now, policy, present.signed(), present.stored().state());
    return tokens.held(due, policy, present.signed(), now);
  }

  boolean isTurnoverDue(Present present, Instant now) {
    SignedZone signed = present.signed();
    return signed != null
        && !ServedWindow.isTurnedOver(
            window(present, present.policy(around.settings()), now),
            signed,
            present.stored().state());
  }

  /** How the zone is signed now by a policy. */
  SigningPlan plan(Present present, ZonePolicy policy, Instant now) {
    return planAt(policy, now).withWindow(window(present, policy, now));
  }

  SigningPlan planAt(ZonePolicy policy, Instant when) {
    return policy.plan(when, around.crypto(), around.signatureCounts());
  }

  /**
   * The value that another instance serves by what it has committed; empty where others have
   * changed keys or settings that it does not serve yet.
   *
   * @param data what the zone's data is by now
   */
  Optional<SignedZone> followed(SignedZone last, StoredZone read, Zone data, Instant now) {
    ZonePolicy policy = ZonePolicy.of(read.settings(), around.settings(), data);
    SigningPlan plan =
        planAt(policy, now).withWindow(ServedWindow.followed(now, policy, read.state()));
    String servedAs = read.state().servedAs();
    if (!servedAs.equals(ServedAs.UNKNOWN) && !servedAs.equals(ServedAs.of(plan, policy))) {
      return Optional.empty();
    }
    long serial = read.state().servedSerial();
    if (last == null) {
      return Optional.of(SignedZone.first(data, plan, serial));
    }
    boolean hasSameData = last.zone() == data;
    boolean isSame = hasSameData && last.plan().servesAs(plan) && last.soa().serial() == serial;
    return Optional.of(
        isSame ? last : last.next(data, hasSameData ? List.of() : null, plan, serial));
  }

  /** Of a zone that has data but is not served, as one whose settings could not be used. */
  Zone storedData(StoredZone stored, ZoneSettings settings) {
    if (!stored.state().hasData()) {
      return null;
    }
    try {
      ZonePolicy policy = ZonePolicy.of(settings, around.settings(), null);
      plan(new Present(stored, null), policy, around.clock().instant());
      return around.store().data(stored).orElse(null);
    } catch (IllegalArgumentException | StoreFailed e) {
      LOG.error("zone {}: it still can't be served: {}", stored.name().toText(), e.getMessage());
      return null;
    }
  }

  /** Makes the signatures of the window after this one. */
  void prepare(Present present, Instant turnover) {
    ahead.prepare(present.signed(), planAt(present.policy(around.settings()), turnover), turnover);
  }

  /** What is ready for the turnover follows a change; after the turnover nothing is. */
  void prepared(Present present, List<byte[]> changedKeys) {
    ZonePolicy policy = present.policy(around.settings());
    try {
      ahead
          .turnover()
          .ifPresent(when -> ahead.follow(present.signed(), changedKeys, planAt(policy, when)));
    } catch (RuntimeException e) {
      ahead.releasePrepared();
      throw e;
    }
  }

  /** Refuses a change where another instance writes. */
  static void requireWriter(ZoneStore store, DomainName zone) {
    if (store.followed().isPresent()) {
      throw new StoreFailed(
          "zone %s can't be changed here: %s"
              .formatted(zone.toText(), store.followed().get().reason()),
          null);
    }
  }
}
