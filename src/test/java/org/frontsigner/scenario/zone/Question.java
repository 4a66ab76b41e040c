package org.frontsigner.scenario.zone;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** A question, why it is asked, and what must come of it. */
public record Question(Name name, int type, Kind kind, Due due) {

  /** The parts of the answer's logic that questions are to reach. */
  public enum Kind {
    POSITIVE,
    NO_DATA,
    EMPTY_NON_TERMINAL,
    NO_NAME,
    WILDCARD,
    DELEGATION,
    REDIRECTION
  }

  @Override
  public String toString() {
    return name + " " + Type.string(type) + " (" + kind + ", due " + due + ")";
  }
}
