package org.frontsigner.answer;

import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;

/** What this server has of a zone. Immutable. */
public sealed interface Served {
  DomainName apex();

  /**
   * The zone is served.
   *
   * @param history how it came to be what it is
   */
  record Ready(SignedZone zone, TransferHistory history) implements Served {
    /** A zone without a history. */
    public Ready(SignedZone zone) {
      this(zone, TransferHistory.NONE);
    }

    @Override
    public DomainName apex() {
      return zone.apex();
    }
  }

  /** The zone was never pulled or loaded: SERVFAIL, extended error 14 (RFC 8914). */
  record NotReady(DomainName apex) implements Served {}

  /** No primary has confirmed the data within the SOA's expire: SERVFAIL, extended error 24. */
  record Expired(DomainName apex) implements Served {}
}
