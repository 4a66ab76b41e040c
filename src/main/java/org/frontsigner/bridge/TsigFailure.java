package org.frontsigner.bridge;

/** An answer that can't be believed; whatever came with it must be thrown away. */
public final class TsigFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the answer. */
  public enum Kind {
    /** A TSIG record is missing where one is due. */
    UNSIGNED,
    /** No DNS message, another message's ID, or a TSIG record against the rules. */
    MALFORMED,
    /** Signed with another key or algorithm than the request. */
    WRONG_KEY,
    /** The MAC does not match. */
    BAD_MAC,
    /** Signed further from now than the fudge. */
    BAD_TIME,
    /** The MAC matches but is cut short. */
    TRUNCATED_MAC,
    /** The peer says that it did not accept our request. */
    REFUSED_BY_PEER
  }

  private final Kind kind;

  TsigFailure(Kind kind, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
