package org.frontsigner.transfer;

import java.util.List;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;

/**
 * Whom to tell of the SOA of a zone. Immutable.
 *
 * @param round of outcomes that this one belongs to
 * @param whole whether it is in place of all whom earlier orders named, and not only of those whom
 *     it names
 */
record NotifyOrder(DomainName zone, Soa served, long round, List<Target> targets, boolean whole) {
  NotifyOrder {
    targets = List.copyOf(targets);
  }

  /** Whether it is for the same secondary. */
  boolean names(Target other) {
    return targets.stream().anyMatch(target -> target.address().equals(other.address()));
  }
}
