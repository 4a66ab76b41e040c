package org.frontsigner.keeper;

import java.util.List;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.Zone;

/** How the data of a zone changes in a commit. */
public sealed interface DataChange {
  DataChange NONE = new Unchanged();

  /** The data stays. */
  record Unchanged() implements DataChange {}

  /**
   * The zone came whole.
   *
   * @param fromRows whether it was read from the rows of the table records
   */
  record Replaced(Zone zone, boolean fromRows) implements DataChange {
    /** A zone that is to be shown in the rows of the table records. */
    public Replaced(Zone zone) {
      this(zone, false);
    }
  }

  /** These differences, one after the other, lead from the stored zone to this one. */
  record Patched(Zone zone, List<Difference> differences) implements DataChange {}
}
