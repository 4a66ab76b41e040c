package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.wire.DomainName;

/** Asks for the DS sets at parents, and remembers each, since caches do. Thread-safe. */
final class ParentMemory {
  private final Surroundings around;

  ParentMemory(Surroundings around) {
    this.around = around;
  }

  /** Asks now; what is found is durable when this returns. */
  Parent.Answer ask(DomainName zone) {
    Parent.Answer answer = around.parent().ds(zone);
    if (answer instanceof Parent.Answer.Found found) {
      remember(zone, found);
    } else if (around.parent() != Parent.UNKNOWN) {
      around.listener().parentUnknown(zone);
    }
    return answer;
  }

  private synchronized void remember(DomainName zone, Parent.Answer.Found found) {
    Optional<ParentDs> last = record(zone).map(ParentRecord::newest);
    boolean isKnown =
        last.isPresent()
            && last.get().records().equals(found.records())
            && last.get().ttlSeconds() >= found.ttlSeconds();
    if (!isKnown) {
      around
          .store()
          .addParentDs(
              zone, new ParentDs(around.clock().instant(), found.records(), found.ttlSeconds()));
    }
  }

  /** What was found until now; empty when nothing ever was. */
  Optional<ParentRecord> record(DomainName zone) {
    List<ParentDs> seen = new ArrayList<>(around.store().parentDs(zone));
    return seen.isEmpty() ? Optional.empty() : Optional.of(new ParentRecord(seen));
  }
}
