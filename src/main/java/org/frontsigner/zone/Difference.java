package org.frontsigner.zone;

/**
 * What changed from one serial of a zone to another, as one part of an IXFR says it (RFC 1995, 4).
 * The two SOA records stand first in {@code removed} and in {@code added}. Immutable.
 */
public record Difference(long fromSerial, long toSerial, RecordList removed, RecordList added) {
  /** Octets of all its records, owners uncompressed. */
  public long octets() {
    return (long) removed.octets().length + added.octets().length;
  }
}
