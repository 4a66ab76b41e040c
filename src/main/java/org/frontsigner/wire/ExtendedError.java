package org.frontsigner.wire;

/**
 * Why an answer is what it is, for people (RFC 8914).
 *
 * @param code the kind of the error
 * @param text what else there is to say; empty when nothing
 */
public record ExtendedError(Code code, String text) {

  /** The info codes (RFC 8914, 5.2, and what the registry gained since). */
  public enum Code {
    OTHER(0),
    UNSUPPORTED_DNSKEY_ALGORITHM(1),
    UNSUPPORTED_DS_DIGEST_TYPE(2),
    STALE_ANSWER(3),
    FORGED_ANSWER(4),
    DNSSEC_INDETERMINATE(5),
    DNSSEC_BOGUS(6),
    SIGNATURE_EXPIRED(7),
    SIGNATURE_NOT_YET_VALID(8),
    DNSKEY_MISSING(9),
    RRSIGS_MISSING(10),
    NO_ZONE_KEY_BIT_SET(11),
    NSEC_MISSING(12),
    CACHED_ERROR(13),
    NOT_READY(14),
    BLOCKED(15),
    CENSORED(16),
    FILTERED(17),
    PROHIBITED(18),
    STALE_NXDOMAIN_ANSWER(19),
    NOT_AUTHORITATIVE(20),
    NOT_SUPPORTED(21),
    NO_REACHABLE_AUTHORITY(22),
    NETWORK_ERROR(23),
    INVALID_DATA(24),
    SIGNATURE_EXPIRED_BEFORE_VALID(25),
    TOO_EARLY(26),
    UNSUPPORTED_NSEC3_ITERATIONS_VALUE(27),
    UNABLE_TO_CONFORM_TO_POLICY(28),
    SYNTHESIZED(29),
    INVALID_QUERY_TYPE(30);

    private final int number;

    Code(int number) {
      this.number = number;
    }
  }

  public static ExtendedError of(Code code) {
    return new ExtendedError(code, "");
  }

  /** The number that goes over the wire. */
  public int infoCode() {
    return code.number;
  }
}
