package org.frontsigner.keeper;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.frontsigner.zone.Soa;

/** When the primaries of a zone are asked next (RFC 1034, 4.3.5), with jitter. Immutable. */
record RefreshTimes(KeeperSettings settings, RandomGenerator random) {
  private static final double JITTER = 0.1;

  /** After a check that succeeded. */
  Instant afterSuccess(Instant now, Soa soa) {
    long seconds =
        Math.max(
            settings.refreshSecondsMin(),
            Math.min(settings.refreshSecondsMax(), soa.refreshSeconds()));
    return now.plusMillis(jittered(seconds));
  }

  /**
   * After checks that failed: the SOA's retry, doubled with each failure.
   *
   * @param failures in a row, at least 1
   * @param soa of the data we have; null when there is none
   */
  Instant afterFailure(Instant now, int failures, Soa soa) {
    long retry = soa == null ? settings.retrySecondsMin() : soa.retrySeconds();
    long backedOff = Math.max(1, retry) << Math.min(failures - 1, 16);
    long seconds =
        Math.max(settings.retrySecondsMin(), Math.min(settings.retrySecondsMax(), backedOff));
    return now.plusMillis(jittered(seconds));
  }

  /** At a start: soon, but not all zones at once. */
  Instant afterStart(Instant now, Instant due, int zones) {
    long spreadMillis = Math.min(60_000, zones * 10L);
    Instant soon = now.plusMillis((long) (random.nextDouble() * spreadMillis));
    return due.isAfter(soon) ? due : soon;
  }

  private long jittered(long seconds) {
    return (long) (seconds * 1000 * (1 - JITTER * random.nextDouble()));
  }
}
