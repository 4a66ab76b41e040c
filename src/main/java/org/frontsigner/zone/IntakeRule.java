package org.frontsigner.zone;

import java.util.Locale;

/**
 * What is done with records of a primary that can't stand in an unsigned zone as they are. Dropped:
 * the rest is a good zone without the record. Refused: the whole transfer, and the last good zone
 * is kept.
 */
public enum IntakeRule {
  /** The owner is not at or below the apex. */
  OUT_OF_ZONE(false),
  /** RRSIG, NSEC, NSEC3 or NSEC3PARAM of a zone that is not pre-signed: this server's to make. */
  DNSSEC_RECORD(false),
  /** In a pre-signed zone an NSEC3, or a signature over one, whose owner is no hash. */
  NO_HASH(false),
  /** DNSKEY, or CDS or CDNSKEY at the apex, while direct-dnskey is off. */
  KEY_RECORD(false),
  /** A SOA at another name than the apex. */
  SOA_BELOW_APEX(false),
  /** A type that stands in questions or messages only (RFC 6895, 3.1). */
  META_TYPE(true),
  /** A class other than IN. */
  OTHER_CLASS(true),
  /** A CNAME beside other data (RFC 2181, 10.1). */
  CNAME_AND_OTHER_DATA(true),
  /** More than one CNAME or DNAME at a name (RFC 2181, 10.1; RFC 6672, 2.4). */
  SEVERAL_ALIASES(true),
  /** More than one SOA at the apex. */
  SECOND_SOA(true),
  /** No SOA at the apex. */
  NO_SOA(true),
  /** No NS at the apex (RFC 1034, 4.2.1). */
  NO_NS(true),
  /** Rdata that is not of its type's form. */
  MALFORMED_RDATA(true),
  /** A record set, a name or the zone exceeds a limit. */
  LIMIT(true);

  private final boolean refuses;

  IntakeRule(boolean refuses) {
    this.refuses = refuses;
  }

  /** Whether one such record refuses the whole transfer. */
  public boolean refuses() {
    return refuses;
  }

  /** The name for metrics and logs, as {@code out-of-zone}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
