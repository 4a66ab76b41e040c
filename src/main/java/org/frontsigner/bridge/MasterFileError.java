package org.frontsigner.bridge;

/** A master file that can't be taken: which file, which line, and why. */
public final class MasterFileError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String reason;

  /** {@code line} counts from 1; 0 where the whole file is meant. */
  MasterFileError(String file, int line, String reason) {
    super(file + (line > 0 ? ":" + line : "") + ": " + reason);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }

  /** The file as the caller, or the $INCLUDE, named it. */
  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String reason() {
    return reason;
  }
}
