package org.frontsigner.zone;

/**
 * How long a secondary that lost this server may go on serving what it has: its signatures must
 * outlast the SOA's expire, and caches keep an answer for a TTL more (RFC 6781, 4.4.1).
 */
public final class ExpireBound {
  /** What a served signature has left when it has least: just before a Thursday. */
  static final long SIGNATURE_LEFT_SECONDS = 7 * 86_400L;

  private ExpireBound() {}

  /**
   * By how many seconds expire and a zone's largest TTL exceed what every served signature has
   * left; 0 where they do not.
   */
  public static long excessSeconds(Soa soa, long ttlSecondsMax) {
    return Math.max(0, soa.expireSeconds() + ttlSecondsMax - SIGNATURE_LEFT_SECONDS);
  }

  /**
   * The SOA with an expire that the signatures outlast. It is not lowered to less than refresh and
   * two retries: secondaries would drop the zone before they had looked for a new one.
   */
  public static Soa clamped(Soa soa, long ttlSecondsMax) {
    long least = soa.refreshSeconds() + 2 * soa.retrySeconds();
    long clamped = Math.max(least, SIGNATURE_LEFT_SECONDS - ttlSecondsMax);
    return clamped < soa.expireSeconds() ? soa.withExpireSeconds(clamped) : soa;
  }
}
