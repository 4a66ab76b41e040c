package org.frontsigner.zone;

import java.util.HexFormat;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** The rules that a single record can break. Immutable. */
final class IntakeFilter {
  private static final int CLASS_IN = 1;
  private static final int SHOWN_OCTETS_MAX = 32;

  private final DomainName apex;
  private final IntakePolicy policy;

  IntakeFilter(DomainName apex, IntakePolicy policy) {
    this.apex = apex;
    this.policy = policy;
  }

  /** The rule that the record breaks, or null. */
  IntakeRule broken(byte[] owner, int ownerLength, int type, int rrClass) {
    if (rrClass != CLASS_IN) {
      return IntakeRule.OTHER_CLASS;
    }
    if (!isInZone(owner, ownerLength)) {
      return IntakeRule.OUT_OF_ZONE;
    }
    return switch (type) {
      case RrType.RRSIG, RrType.NSEC, RrType.NSEC3, RrType.NSEC3PARAM ->
          policy.keepSignatures() ? null : IntakeRule.DNSSEC_RECORD;
      case RrType.DNSKEY -> keyRecord(true);
      // Below the apex they speak of other zones' keys (RFC 9615, section 2).
      case RrType.CDS, RrType.CDNSKEY -> keyRecord(ownerLength == apex.length());
      case RrType.SOA -> ownerLength == apex.length() ? null : IntakeRule.SOA_BELOW_APEX;
      default -> RrType.isMeta(type) ? IntakeRule.META_TYPE : null;
    };
  }

  private IntakeRule keyRecord(boolean speaksOfThisZone) {
    boolean kept = policy.keepKeyRecords() || policy.keepSignatures();
    return speaksOfThisZone && !kept ? IntakeRule.KEY_RECORD : null;
  }

  private boolean isInZone(byte[] owner, int length) {
    int start = length - apex.length();
    int at = 0;
    while (at < start) {
      at += owner[at] + 1;
    }
    if (at != start) {
      return false;
    }
    byte[] end = apex.octets();
    for (int i = 0; i < end.length; i++) {
      if (DomainName.toLowerCase(owner[start + i]) != DomainName.toLowerCase(end[i])) {
        return false;
      }
    }
    return true;
  }

  /** The record in a line, its rdata as hex digits, cut where it is long. */
  static String describe(byte[] owner, int type, byte[] rdata, int from, int length) {
    int shown = Math.min(length, SHOWN_OCTETS_MAX);
    return "%s %s \\# %d %s%s"
        .formatted(
            DomainName.at(owner, 0),
            RrType.name(type),
            length,
            HexFormat.of().formatHex(rdata, from, from + shown),
            shown < length ? "..." : "");
  }
}
