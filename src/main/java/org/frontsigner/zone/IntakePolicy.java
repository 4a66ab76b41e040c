package org.frontsigner.zone;

/**
 * How much of a primary's zone is taken in.
 *
 * @param keepKeyRecords whether DNSKEY, and CDS and CDNSKEY of the apex, stay (direct-dnskey)
 * @param recordsMax records of a zone
 * @param octetsMax octets of all records, uncompressed
 * @param setOctetsMax octets of the rdatas of one record set
 */
public record IntakePolicy(
    boolean keepKeyRecords, long recordsMax, long octetsMax, int setOctetsMax) {
  public static final IntakePolicy DEFAULT =
      new IntakePolicy(false, 100_000_000L, 8L << 30, 60_000);
}
