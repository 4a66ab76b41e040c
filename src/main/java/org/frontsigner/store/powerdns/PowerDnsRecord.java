package org.frontsigner.store.powerdns;

/**
 * A row of the table records that is served. Immutable.
 *
 * @param name as it stands there, without its last dot
 * @param content without the priority of MX and SRV
 * @param ttlSeconds of the row; {@link #TTL_SECONDS_USUAL} where there is none
 */
public record PowerDnsRecord(
    long id, String name, String type, String content, long ttlSeconds, int priority) {
  /** What PowerDNS takes for a row without a TTL. */
  public static final long TTL_SECONDS_USUAL = 3600;
}
