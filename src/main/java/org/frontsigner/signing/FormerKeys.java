package org.frontsigner.signing;

import java.time.Instant;

/**
 * The keys that a zone was served with until some time, and how long resolvers may hold what came
 * of them. A secondary that missed the news asks again after the SOA's refresh at the latest, and a
 * resolver may have asked it just before. Immutable.
 *
 * @param until when other keys took their place
 * @param dnskeyTtlSeconds the TTL of the DNSKEY set
 * @param dataTtlSeconds the greatest TTL of the zone
 * @param refreshSeconds the refresh of the SOA
 */
public record FormerKeys(
    Instant until,
    ServedKeys keys,
    long dnskeyTtlSeconds,
    long dataTtlSeconds,
    long refreshSeconds) {
  /** What resolvers keep at most, whatever a TTL says: BIND's default, the longest there is. */
  public static final long CACHED_SECONDS_MAX = 7 * 24 * 3600;

  /** From then on no resolver holds the DNSKEY set. */
  public Instant keysGone() {
    return gone(dnskeyTtlSeconds);
  }

  /** From then on no resolver holds a record with signatures of these keys, or without any. */
  public Instant dataGone() {
    return gone(dataTtlSeconds);
  }

  private Instant gone(long ttlSeconds) {
    return until
        .plusSeconds(Math.min(refreshSeconds, CACHED_SECONDS_MAX))
        .plusSeconds(Math.min(ttlSeconds, CACHED_SECONDS_MAX));
  }

  /** From then on nothing of these keys is left anywhere. */
  public Instant forgotten() {
    return keysGone().isAfter(dataGone()) ? keysGone() : dataGone();
  }
}
