package org.frontsigner.answer;

import java.util.Optional;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.Rcode;

/** How a request for a transfer is met. Immutable. */
public sealed interface TransferPlan {
  /** The whole zone, to AXFR and to IXFR (RFC 1995, 4: the server may always do so). */
  record Full(SignedZone zone) implements TransferPlan {}

  /**
   * What changed since the client's serial (RFC 1995, 4); the whole zone where that is not less.
   *
   * @param fromSerial the client's
   */
  record Incremental(SignedZone zone, TransferHistory history, long fromSerial)
      implements TransferPlan {}

  /** The SOA alone: the client has this serial, or a newer one (RFC 1995, 2). */
  record UpToDate(SignedZone zone) implements TransferPlan {}

  /** An error instead of a zone. */
  record Refused(Reason reason) implements TransferPlan {}

  /** Why there is no transfer, and what the client is told. */
  enum Reason {
    /** No zone of this name is here (RFC 5936, 2.2.1). */
    NOT_AUTHORITATIVE(Rcode.NOTAUTH, ExtendedError.Code.NOT_AUTHORITATIVE),
    /** The access policy of the zone does not allow it. */
    NOT_ALLOWED(Rcode.REFUSED, ExtendedError.Code.PROHIBITED),
    /** The zone was never loaded. */
    NOT_READY(Rcode.SERVFAIL, ExtendedError.Code.NOT_READY),
    /** The zone has expired. */
    EXPIRED(Rcode.SERVFAIL, ExtendedError.Code.INVALID_DATA),
    /** The denials of a narrow zone are made for each question: there is no chain to hand on. */
    NARROW(Rcode.REFUSED, ExtendedError.Code.NOT_SUPPORTED),
    /** A zone does not go over UDP (RFC 5936, 4.2). */
    OVER_UDP(Rcode.FORMERR, ExtendedError.Code.INVALID_QUERY_TYPE);

    private final int rcode;
    private final ExtendedError.Code code;

    Reason(int rcode, ExtendedError.Code code) {
      this.rcode = rcode;
      this.code = code;
    }

    public int rcode() {
      return rcode;
    }

    public ExtendedError extendedError() {
      return ExtendedError.of(code);
    }
  }

  /** The zone that is handed on, or whose SOA is. */
  default Optional<SignedZone> zoneOf() {
    if (this instanceof Full full) {
      return Optional.of(full.zone());
    }
    if (this instanceof Incremental incremental) {
      return Optional.of(incremental.zone());
    }
    return this instanceof UpToDate upToDate ? Optional.of(upToDate.zone()) : Optional.empty();
  }
}
