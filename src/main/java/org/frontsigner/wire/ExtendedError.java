package org.frontsigner.wire;

/**
 * Why an answer is what it is, for people (RFC 8914).
 *
 * @param code the kind of the error
 * @param text what else there is to say; empty when nothing
 */
public record ExtendedError(Code code, String text) {

  /**
   * The info codes (RFC 8914, 5.2, and what the registry gained since); the ordinal is the code.
   */
  public enum Code {
    OTHER,
    UNSUPPORTED_DNSKEY_ALGORITHM,
    UNSUPPORTED_DS_DIGEST_TYPE,
    STALE_ANSWER,
    FORGED_ANSWER,
    DNSSEC_INDETERMINATE,
    DNSSEC_BOGUS,
    SIGNATURE_EXPIRED,
    SIGNATURE_NOT_YET_VALID,
    DNSKEY_MISSING,
    RRSIGS_MISSING,
    NO_ZONE_KEY_BIT_SET,
    NSEC_MISSING,
    CACHED_ERROR,
    NOT_READY,
    BLOCKED,
    CENSORED,
    FILTERED,
    PROHIBITED,
    STALE_NXDOMAIN_ANSWER,
    NOT_AUTHORITATIVE,
    NOT_SUPPORTED,
    NO_REACHABLE_AUTHORITY,
    NETWORK_ERROR,
    INVALID_DATA,
    SIGNATURE_EXPIRED_BEFORE_VALID,
    TOO_EARLY,
    UNSUPPORTED_NSEC3_ITERATIONS_VALUE,
    UNABLE_TO_CONFORM_TO_POLICY,
    SYNTHESIZED,
    INVALID_QUERY_TYPE
  }

  public static ExtendedError of(Code code) {
    return new ExtendedError(code, "");
  }

  /** The number that goes over the wire. */
  public int infoCode() {
    return code.ordinal();
  }
}
