package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What differs for a zone that is signed by tokens, which are slow or may be away: a new value is
 * signed before it is served, as far as that goes, and the signatures of last week are served on
 * while those of this week are not all made. For the zone's writer, but for {@link #isHeld}.
 */
final class TokenSigning {
  private static final Logger LOG = LoggerFactory.getLogger(TokenSigning.class);

  /** Who asks for a change waits so long for the signatures of what is new. */
  static final Duration BEFORE_SERVING = Duration.ofSeconds(20);

  /** Caches keep what expires soon: so long before, new signatures are served, all made or not. */
  static final Duration BEFORE_EXPIRATION = Duration.ofDays(2);

  private final Ahead ahead;
  private final InstantSource clock;
  private final Alarms alarms;

  TokenSigning(Ahead ahead, Surroundings around) {
    this.ahead = ahead;
    this.clock = around.clock();
    this.alarms = around.alarms();
  }

  /**
   * The window to serve: {@code due}, but the one that is served already while a token has not made
   * all signatures of the other.
   */
  SigningWindow held(SigningWindow due, ZonePolicy policy, SignedZone served, Instant now) {
    if (served == null || !served.plan().signs() || !policy.usesTokens()) {
      return due;
    }
    SigningWindow window = served.plan().window();
    boolean isOlder = window.inception().isBefore(due.inception());
    boolean isGood = now.isBefore(window.expiration().minus(BEFORE_EXPIRATION));
    boolean holds = isOlder && isGood && policy.pinnedWindow().isEmpty() && !ahead.isReadyFor(due);
    tell(holds, served, due);
    return holds ? window : due;
  }

  private void tell(boolean holds, SignedZone served, SigningWindow due) {
    alarms.set(
        AlarmId.of(AlarmKind.SIGNATURES_HELD, served.apex()),
        holds,
        () ->
            "its token has not made all signatures that are to be served from %s; those until %s are served on: see to the token"
                .formatted(due.inception(), served.plan().window().expiration()));
  }

  /** Whether an older window than that of now is served. */
  boolean isHeld(ZonePolicy policy, SignedZone served, Instant now) {
    return policy.usesTokens()
        && served.plan().signs()
        && served.plan().window().inception().isBefore(policy.windowAt(now).inception());
  }

  /**
   * How a zone is signed that is taken up again: with the window that it was served with, of which
   * the signatures are kept.
   */
  SigningPlan atStart(SigningPlan plan, ZonePolicy policy, ZoneState state, Instant now) {
    SigningWindow before = policy.windowAt(now.minus(Duration.ofDays(7)));
    boolean wasServed = before.inception().equals(state.windowInception());
    boolean isGood = now.isBefore(before.expiration().minus(BEFORE_EXPIRATION));
    return policy.usesTokens() && wasServed && isGood ? plan.withWindow(before) : plan;
  }

  /** Makes what signatures are missing, as many as can be made while somebody waits. */
  void signBeforeServing(SignedZone next) {
    if (!next.usesTokens() || !next.plan().keepsSignatures()) {
      return;
    }
    Instant end = clock.instant().plus(BEFORE_SERVING);
    try {
      for (int chunk = 0; chunk < next.chunkCount() && clock.instant().isBefore(end); chunk++) {
        next.signAhead(chunk, () -> clock.instant().isBefore(end));
      }
    } catch (SigningFailed e) {
      LOG.warn(
          "zone {}: it is served before all of it is signed: {}",
          next.apex().toText(),
          e.getMessage());
    }
  }
}
