package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.api.Done;
import org.frontsigner.api.Rediscovered;
import org.frontsigner.wire.DomainName;

/** Takes up zones that others wrote down. */
@FunctionalInterface
public interface Discovery {
  /**
   * Looks now, and takes what differs from what is served. One zone that can't be taken keeps none
   * of the others from it.
   *
   * @param found gathers what was taken and what could not be
   */
  void look(Found found);

  /**
   * Takes the data of one zone anew, whether it changed or not.
   *
   * @return empty when the zone's data is not written here
   * @throws org.frontsigner.api.Problem FAILED when it can't be taken, saying where it is wrong
   */
  default Optional<Done> reload(DomainName zone) {
    return Optional.empty();
  }

  /** What was taken, in the order of zones' names; for one look. Not thread-safe. */
  final class Found {
    private final SortedSet<String> added = new TreeSet<>();
    private final SortedSet<String> changed = new TreeSet<>();
    private final SortedSet<String> removed = new TreeSet<>();
    private final List<String> troubles = new ArrayList<>();

    public void added(DomainName zone) {
      added.add(zone.toString());
    }

    public void changed(DomainName zone) {
      changed.add(zone.toString());
    }

    public void removed(DomainName zone) {
      removed.add(zone.toString());
    }

    /** {@code trouble}: a sentence without a full stop that names the zone or the file. */
    public void trouble(String trouble) {
      troubles.add(trouble);
    }

    public Rediscovered told() {
      changed.removeAll(added);
      return new Rediscovered(
          List.copyOf(added), List.copyOf(changed), List.copyOf(removed), troubles);
    }
  }
}
