package org.frontsigner.keeper;

import java.util.List;
import org.frontsigner.zone.Zone;

/** What was found in the rows of the table {@code records} that others may have written. */
public sealed interface RowsRead {
  /** They show the zone's data. */
  record Same() implements RowsRead {}

  /**
   * They show other data.
   *
   * @param warnings what of them is not in the zone, and why
   */
  record Changed(Zone zone, List<String> warnings) implements RowsRead {
    public Changed {
      warnings = List.copyOf(warnings);
    }
  }

  /** They are no zone; {@code reason} names the row. */
  record Refused(String reason) implements RowsRead {}

  /** They are not looked at: {@code reason} says why. */
  record Passed(String reason) implements RowsRead {}
}
