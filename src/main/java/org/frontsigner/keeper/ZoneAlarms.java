package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.frontsigner.answer.Served;
import org.frontsigner.signing.SignedZone;

/**
 * Looks at what of one zone an operator has to act on, by what the zone is at that moment. Cheap,
 * for it is done with every zone each minute. Thread-safe.
 */
final class ZoneAlarms {
  /** One check that fails is everyday life. */
  private static final int FAILURES = 3;

  /** A quarter of the SOA's expire before the end, but not weeks before it. */
  private static final Duration EXPIRY_NOTICE_MAX = Duration.ofDays(2);

  /** A check that is so long overdue does not come: its worker hangs. */
  private static final Duration OVERDUE = Duration.ofMinutes(10);

  /** Signatures have seven days left when their turnover comes: it is a day late then. */
  private static final Duration RENEWAL_NOTICE = Duration.ofDays(6);

  private final ZoneKeeper keeper;
  private final Refresh refresh;
  private final Surroundings around;
  private final Alarms alarms;

  /** What may be up, so that nothing is asked of the board for a zone that is well. */
  private final Set<AlarmKind> raised = EnumSet.of(AlarmKind.ZONE_NOT_SERVED);

  ZoneAlarms(ZoneKeeper keeper, Refresh refresh, Surroundings around) {
    this.keeper = keeper;
    this.refresh = refresh;
    this.around = around;
    this.alarms = around.alarms();
  }

  synchronized void look() {
    Instant now = around.clock().instant();
    Served served = around.published().exact(keeper.name());
    if (served instanceof Served.Ready) {
      clear(AlarmKind.ZONE_NOT_SERVED);
    }
    lookAtRefresh(now);
    lookAtExpiry(now, served);
    lookAtSignatures(now);
    if (keeper.isDeleted()) {
      alarms.forget(keeper.name());
    }
  }

  private void set(AlarmKind kind, boolean holds, Supplier<String> text) {
    if (holds) {
      raised.add(kind);
      alarms.raise(id(kind), text.get());
    } else {
      clear(kind);
    }
  }

  private void clear(AlarmKind kind) {
    if (raised.remove(kind)) {
      alarms.clear(id(kind));
    }
  }

  private AlarmId id(AlarmKind kind) {
    return AlarmId.of(kind, keeper.name());
  }

  private boolean asksPrimaries() {
    return keeper.stored().settings().type() == ZoneType.SLAVE
        && around.store().followed().isEmpty();
  }

  private void lookAtRefresh(Instant now) {
    int failures = refresh.failures();
    boolean isFailing =
        (failures >= FAILURES || (failures > 0 && isHalfExpired(now))) && asksPrimaries();
    set(
        AlarmKind.ZONE_REFRESH_FAILING,
        isFailing,
        () ->
            "%d checks of its primaries in a row brought nothing (%s)%s: see to the primaries, or name others with change-slave-zone-master"
                .formatted(failures, refresh.lastTrouble(), served()));
  }

  private String served() {
    return keeper.zone().isEmpty()
        ? "; it has no data and is not served"
        : "; its data is served until " + keeper.expiry();
  }

  private boolean isHalfExpired(Instant now) {
    Instant expiry = keeper.expiry();
    return !expiry.equals(Instant.MAX)
        && now.isAfter(expiry.minus(expireTime(expiry).dividedBy(2)));
  }

  private Duration expireTime(Instant expiry) {
    return Duration.between(keeper.stored().state().confirmed(), expiry);
  }

  private void lookAtExpiry(Instant now, Served served) {
    Instant expiry = keeper.expiry();
    boolean expired = served instanceof Served.Expired;
    boolean near = expired || (isNear(now, expiry) && isUnanswered(now));
    set(
        AlarmKind.ZONE_NEAR_EXPIRY,
        near,
        () ->
            "its data expires at %s, since no primary has confirmed it since %s: see to its primaries"
                .formatted(expiry, keeper.stored().state().confirmed()));
    set(
        AlarmKind.ZONE_EXPIRED,
        expired,
        () ->
            "it is answered with SERVFAIL, since no primary has confirmed its data since %s: see to its primaries, or load it with load-zone"
                .formatted(keeper.stored().state().confirmed()));
  }

  private boolean isNear(Instant now, Instant expiry) {
    if (expiry.equals(Instant.MAX)) {
      return false;
    }
    Duration quarter = expireTime(expiry).dividedBy(4);
    Duration notice = quarter.compareTo(EXPIRY_NOTICE_MAX) < 0 ? quarter : EXPIRY_NOTICE_MAX;
    return !now.isBefore(expiry.minus(notice));
  }

  /** After a start the first check has a while to come. */
  private boolean isUnanswered(Instant now) {
    Instant next = refresh.nextCheck();
    boolean overdue = !next.equals(Instant.EPOCH) && now.isAfter(next.plus(OVERDUE));
    return refresh.failures() > 0 || overdue || !asksPrimaries();
  }

  private void lookAtSignatures(Instant now) {
    Optional<SignedZone> signed = keeper.signed();
    boolean presigned = signed.filter(SignedZone::isPresigned).isPresent();
    Optional<Instant> end = signed.flatMap(SignedZone::earliestExpiration);
    Duration notice =
        presigned
            ? Duration.ofSeconds(around.settings().presigned().alarmSeconds())
            : RENEWAL_NOTICE;
    String todo =
        presigned
            ? "the pre-signed zone %s at %s: whoever signs it has to sign it again"
            : "the zone %s at %s and should have been renewed: see what the log says of its turnover, key and token, or unset SIGNATURE-VALIDITY where it pins them";
    set(AlarmKind.SIGNATURES_NEAR_END, now, end.map(when -> when.minus(notice)), end, todo);
    set(AlarmKind.SIGNATURES_EXPIRED, now, end, end, todo);
  }

  private void set(
      AlarmKind kind, Instant now, Optional<Instant> from, Optional<Instant> end, String todo) {
    boolean holds = from.isPresent() && !now.isBefore(from.get());
    set(
        kind,
        holds,
        () -> {
          String does = now.isBefore(end.orElseThrow()) ? "expires" : "expired";
          return "the first signature of " + todo.formatted(does, end.orElseThrow());
        });
  }
}
