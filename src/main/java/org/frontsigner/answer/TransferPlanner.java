package org.frontsigner.answer;

import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Serial;

/** Decides how a request for a transfer is met. */
public final class TransferPlanner {
  private TransferPlanner() {}

  /**
   * The plan for an AXFR or IXFR over TCP.
   *
   * @param served the zone with exactly the name asked for; null when there is none
   * @param allowed what the access policy says of the client
   */
  public static TransferPlan plan(Query query, Served served, boolean allowed) {
    if (served == null) {
      return refused(TransferPlan.Reason.NOT_AUTHORITATIVE);
    }
    if (!allowed) {
      return refused(TransferPlan.Reason.NOT_ALLOWED);
    }
    if (served instanceof Served.Ready ready) {
      return plan(query, ready);
    }
    return refused(
        served instanceof Served.Expired
            ? TransferPlan.Reason.EXPIRED
            : TransferPlan.Reason.NOT_READY);
  }

  private static TransferPlan plan(Query query, Served.Ready ready) {
    SignedZone zone = ready.zone();
    if (zone.isSigned() && !zone.denial().hasChain()) {
      return refused(TransferPlan.Reason.NARROW);
    }
    if (query.qtype() != RrType.IXFR) {
      return new TransferPlan.Full(zone);
    }
    if (isCurrent(query.soaSerial(), zone)) {
      return new TransferPlan.UpToDate(zone);
    }
    return ready.history().reaches(query.soaSerial())
        ? new TransferPlan.Incremental(zone, ready.history(), query.soaSerial())
        : new TransferPlan.Full(zone);
  }

  private static boolean isCurrent(long clientSerial, SignedZone zone) {
    long served = zone.soa().serial();
    return clientSerial == served || Serial.isAfter(clientSerial, served);
  }

  private static TransferPlan refused(TransferPlan.Reason reason) {
    return new TransferPlan.Refused(reason);
  }
}
