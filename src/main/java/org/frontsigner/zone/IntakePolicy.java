package org.frontsigner.zone;

/**
 * How much of a primary's zone is taken in.
 *
 * @param keepKeyRecords whether DNSKEY, and CDS and CDNSKEY of the apex, stay (direct-dnskey)
 * @param keepSignatures whether all of a zone that others signed stays: its keys, signatures and
 *     denials of existence (a pre-signed zone)
 * @param recordsMax records of a zone
 * @param octetsMax octets of all records, uncompressed
 * @param setOctetsMax octets of the rdatas of one record set
 */
public record IntakePolicy(
    boolean keepKeyRecords,
    boolean keepSignatures,
    long recordsMax,
    long octetsMax,
    int setOctetsMax) {
  public static final IntakePolicy DEFAULT =
      new IntakePolicy(false, false, 100_000_000L, 8L << 30, 60_000);

  /** The policy for a zone that is taken with the signatures of others, or without. */
  public IntakePolicy withSignatures(boolean keep) {
    return new IntakePolicy(keepKeyRecords, keep, recordsMax, octetsMax, setOctetsMax);
  }
}
