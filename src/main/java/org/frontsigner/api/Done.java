package org.frontsigner.api;

import java.util.List;

/**
 * What was asked for is done. Immutable.
 *
 * @param message what was done, or that it was so already; a sentence without a full stop that
 *     names the zone
 * @param warnings what the operator is to know of it; sentences without a full stop
 */
public record Done(String message, List<String> warnings) {
  public Done {
    warnings = List.copyOf(warnings);
  }

  /** Done, with nothing to warn of. */
  public static Done of(String message) {
    return new Done(message, List.of());
  }
}
