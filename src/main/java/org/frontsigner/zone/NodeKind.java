package org.frontsigner.zone;

/** What a name is in its zone. */
public enum NodeKind {
  /** The zone answers for all records here (RFC 1034, 4.2.1). */
  AUTHORITATIVE(0),
  /** A zone cut: name servers of a child zone, and perhaps its DS (RFC 4035, 2.2 to 2.4). */
  DELEGATION(1),
  /** Below a zone cut or below a DNAME: glue, or nothing at all (RFC 6672, 2.4). */
  OCCLUDED(2),
  /** A name without records that has names below it (RFC 4592, 2.2.2). */
  EMPTY_NON_TERMINAL(3),
  /**
   * An empty non-terminal below which there are only delegations without DS, and no wildcard in the
   * chain beside it: it stays out of an opt-out chain, as it may (RFC 5155, 7.1). Beside such a
   * wildcard it must not: names that do not exist below it could then be proven only to exist
   * nowhere but below its parent, where the wildcard stands and cannot be denied (RFC 5155, 8.4).
   */
  INSECURE_EMPTY_NON_TERMINAL(4);

  private static final NodeKind[] BY_CODE = {
    AUTHORITATIVE, DELEGATION, OCCLUDED, EMPTY_NON_TERMINAL, INSECURE_EMPTY_NON_TERMINAL
  };

  private final int code;

  NodeKind(int code) {
    this.code = code;
  }

  /** The number that stands for it in packed nodes; never changes its meaning. */
  int code() {
    return code;
  }

  static NodeKind of(int code) {
    return BY_CODE[code];
  }

  /** Whether the name exists for those who ask this zone: all but what lies below a cut. */
  public boolean isVisible() {
    return this != OCCLUDED;
  }

  public boolean isEmptyNonTerminal() {
    return this == EMPTY_NON_TERMINAL || this == INSECURE_EMPTY_NON_TERMINAL;
  }
}
