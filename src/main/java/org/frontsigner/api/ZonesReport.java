package org.frontsigner.api;

import java.util.List;

/**
 * What became of each zone where something was done to all of them. Immutable.
 *
 * @param zones in the order of their names
 */
public record ZonesReport(List<ZoneOutcome> zones) {
  public ZonesReport {
    zones = List.copyOf(zones);
  }

  /** How many zones this became of. */
  public long count(State state) {
    return zones.stream().filter(outcome -> outcome.state() == state).count();
  }

  /** What became of a zone. */
  public enum State {
    /** It could not be done; the zone is as it was. */
    FAILED,
    /** It was so already, or there is nothing to do it to. */
    LEFT,
    /** It is done. */
    DONE
  }

  /**
   * What became of one zone.
   *
   * @param message what was done, or why not; a sentence without a full stop that names the zone
   * @param warnings what the operator is to know of it; sentences without a full stop
   */
  public record ZoneOutcome(String zone, State state, String message, List<String> warnings) {
    public ZoneOutcome {
      warnings = List.copyOf(warnings);
    }
  }
}
