package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.frontsigner.signing.SignedZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that the signatures of a pre-signed zone come to their end and nobody has renewed them,
 * once that the first is past, and once that they are renewed. Thread-safe.
 */
final class SignatureAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureAlarm.class);

  private enum Level {
    NONE,
    NEAR,
    PAST
  }

  private final ZoneKeeper keeper;
  private final Duration notice;
  private Level level = Level.NONE;

  SignatureAlarm(ZoneKeeper keeper, KeeperSettings settings) {
    this.keeper = keeper;
    this.notice = Duration.ofSeconds(settings.presigned().alarmSeconds());
  }

  /** Looks at the zone as it is served now. */
  synchronized void look(Instant now) {
    Optional<Instant> expiration =
        keeper.signed().filter(SignedZone::isPresigned).flatMap(SignedZone::earliestExpiration);
    Level next = level(now, expiration);
    if (next == level) {
      return;
    }
    boolean worse = next.compareTo(level) > 0;
    level = next;
    String name = keeper.name().toText();
    if (next == Level.NONE) {
      LOG.info("zone {}: its signatures do not expire soon any more", name);
    } else if (worse) {
      LOG.error(
          "zone {}: the first signature of the pre-signed zone {} at {}: whoever signs it has to"
              + " sign it again",
          name,
          next == Level.PAST ? "expired" : "expires",
          expiration.orElseThrow());
    }
  }

  private Level level(Instant now, Optional<Instant> expiration) {
    if (expiration.isEmpty() || now.isBefore(expiration.get().minus(notice))) {
      return Level.NONE;
    }
    return now.isBefore(expiration.get()) ? Level.NEAR : Level.PAST;
  }
}
