package org.frontsigner.transfer;

import java.util.List;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;

/** Whom to tell of the SOA of a zone, in place of all whom an earlier order named. Immutable. */
record NotifyOrder(DomainName zone, Soa served, long round, List<Target> targets) {
  NotifyOrder {
    targets = List.copyOf(targets);
  }
}
