package org.frontsigner.bridge;

/** What a TSIG record can report as wrong (RFC 8945, 3 and 5.2). */
public enum TsigError {
  /** The MAC does not match. */
  BADSIG(16),
  /** The key name or its algorithm is not known. */
  BADKEY(17),
  /** The time signed is further from ours than the fudge. */
  BADTIME(18),
  /** The MAC matches, but is cut shorter than we take. */
  BADTRUNC(22);

  private final int code;

  TsigError(int code) {
    this.code = code;
  }

  /** The number in the error field. */
  public int code() {
    return code;
  }

  /** Whether the answer that reports it is signed itself (RFC 8945, 5.3.2). */
  boolean signed() {
    return this == BADTIME || this == BADTRUNC;
  }

  static String text(int code) {
    for (TsigError error : values()) {
      if (error.code == code) {
        return error.name();
      }
    }
    return "TSIG error " + code;
  }
}
