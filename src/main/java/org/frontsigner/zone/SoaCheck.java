package org.frontsigner.zone;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** Whether the times of a zone's SOA fit each other, and those of its signatures. */
final class SoaCheck {
  private final DomainName apex;
  private final Soa soa;
  private final Findings findings;

  SoaCheck(Zone zone, Findings findings) {
    this.apex = zone.apex();
    this.soa = zone.soa();
    this.findings = findings;
  }

  /** Refresh, retry and expire against each other (RFC 1912, 2.2). */
  void order() {
    if (soa.expireSeconds() <= soa.refreshSeconds()) {
      findings.error(
          apex,
          RrType.SOA,
          ("expire, %d seconds, is not longer than refresh, %d: "
                  + "secondaries drop the zone before they look for a new one")
              .formatted(soa.expireSeconds(), soa.refreshSeconds()));
    } else if (soa.expireSeconds() <= soa.refreshSeconds() + soa.retrySeconds()) {
      warn(
          "expire, %d seconds, leaves no time for a retry after refresh and retry, %d and %d"
              .formatted(soa.expireSeconds(), soa.refreshSeconds(), soa.retrySeconds()));
    }
    if (soa.retrySeconds() >= soa.refreshSeconds()) {
      warn(
          "retry, %d seconds, is not shorter than refresh, %d"
              .formatted(soa.retrySeconds(), soa.refreshSeconds()));
    }
  }

  /**
   * Expire against the signatures.
   *
   * @param served the SOA as it is served
   */
  void signatures(Soa served, long ttlSecondsMax) {
    if (ExpireBound.excessSeconds(served, ttlSecondsMax) > 0) {
      warn(
          ("expire and the largest TTL, %d and %d seconds, are more than the %d that every "
                  + "served signature has left: a secondary that no longer reaches this server "
                  + "may serve expired ones")
              .formatted(
                  served.expireSeconds(), ttlSecondsMax, ExpireBound.SIGNATURE_LEFT_SECONDS));
    }
  }

  private void warn(String message) {
    findings.warn(apex, RrType.SOA, message);
  }
}
