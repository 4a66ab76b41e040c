package org.frontsigner.app.migration;

import java.util.List;

/**
 * What became, or would become, of something that is to move here. Immutable.
 *
 * @param what a zone, or a TSIG key, by its name
 * @param details what is taken over, a line each
 * @param warnings what is left out or comes out otherwise; sentences without a full stop
 * @param reason why it is refused; empty where it is not
 */
public record Move(
    String what, Outcome outcome, List<String> details, List<String> warnings, String reason) {
  /** How it ended. */
  public enum Outcome {
    MOVED,
    /** It would be moved. */
    PLANNED,
    REFUSED
  }

  public Move {
    details = List.copyOf(details);
    warnings = List.copyOf(warnings);
  }

  static Move refused(String what, String reason) {
    return new Move(what, Outcome.REFUSED, List.of(), List.of(), reason);
  }

  boolean isRefused() {
    return outcome == Outcome.REFUSED;
  }
}
