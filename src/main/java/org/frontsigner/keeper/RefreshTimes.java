package org.frontsigner.keeper;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.frontsigner.zone.Soa;

/** When the primaries of a zone are asked next (RFC 1034, 4.3.5), with jitter. Immutable. */
record RefreshTimes(KeeperSettings settings, RandomGenerator random) {
  private static final double JITTER = 0.1;
  private static final int DOUBLINGS_MAX = 16;
  private static final long SPREAD_MILLIS_MAX = 60_000;
  private static final long SPREAD_MILLIS_PER_ZONE = 10;

  /** The SOA's refresh, within the configured limits. */
  private long refreshSeconds(Soa soa) {
    return within(settings.refreshSecondsMin(), settings.refreshSecondsMax(), soa.refreshSeconds());
  }

  /** The SOA's retry, doubled with each failure after the first, within the configured limits. */
  private long retrySeconds(Soa soa, int failures) {
    long retry = soa == null ? settings.retrySecondsMin() : soa.retrySeconds();
    long backedOff = Math.max(1, retry) << Math.min(failures - 1, DOUBLINGS_MAX);
    return within(settings.retrySecondsMin(), settings.retrySecondsMax(), backedOff);
  }

  private static long within(long min, long max, long value) {
    return Math.max(min, Math.min(max, value));
  }

  /**
   * For how long data that was confirmed is good: the SOA's expire, but never less than until the
   * second check after it. A zone whose SOA says less would come and go although its primary
   * answers every time it is asked.
   */
  long expireSeconds(Soa soa) {
    return Math.max(soa.expireSeconds(), refreshSeconds(soa) + retrySeconds(soa, 1));
  }

  /**
   * After a check that succeeded.
   *
   * @param soa of the data we have; null when there is none
   */
  Instant afterSuccess(Instant now, Soa soa) {
    return soa == null
        ? afterFailure(now, 1, null)
        : jittered(now, refreshSeconds(soa), settings.refreshSecondsMin());
  }

  /**
   * After checks that failed.
   *
   * @param failures in a row, at least 1
   * @param soa of the data we have; null when there is none
   */
  Instant afterFailure(Instant now, int failures, Soa soa) {
    return jittered(now, retrySeconds(soa, failures), settings.retrySecondsMin());
  }

  /**
   * At a start: soon, but not all zones at once; later where the data is still fresh.
   *
   * @param confirmed when a primary last said that the data is current
   * @param soa of the data we have; null when there is none
   */
  Instant afterStart(Instant now, Instant confirmed, Soa soa, int zones) {
    long spreadMillis = Math.min(SPREAD_MILLIS_MAX, zones * SPREAD_MILLIS_PER_ZONE);
    Instant soon = now.plusMillis((long) (random.nextDouble() * spreadMillis));
    // A clock that was set back since must not make the data look fresh for ages.
    boolean known = soa != null && !confirmed.isAfter(now);
    Instant due = known ? confirmed.plusSeconds(refreshSeconds(soa)) : soon;
    return due.isAfter(soon) ? due : soon;
  }

  /** So many seconds from now or up to a tenth less, but not less than {@code min} seconds. */
  private Instant jittered(Instant now, long seconds, long min) {
    long millis = (long) (seconds * 1000 * (1 - JITTER * random.nextDouble()));
    return now.plusMillis(Math.max(min * 1000, millis));
  }
}
