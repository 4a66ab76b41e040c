package org.frontsigner.api;

import java.util.List;

/**
 * What was asked for is done. Immutable.
 *
 * @param message what was done, or that it was so already; a sentence without a full stop that
 *     names the zone
 * @param warnings what the operator is to know of it; sentences without a full stop
 * @param next what is to follow, and when; sentences without a full stop
 */
public record Done(String message, List<String> warnings, List<String> next) {
  public Done {
    warnings = List.copyOf(warnings);
    next = next == null ? List.of() : List.copyOf(next);
  }

  /** Done, with nothing to follow. */
  public Done(String message, List<String> warnings) {
    this(message, warnings, List.of());
  }

  /** Done, with nothing to warn of. */
  public static Done of(String message) {
    return new Done(message, List.of());
  }
}
