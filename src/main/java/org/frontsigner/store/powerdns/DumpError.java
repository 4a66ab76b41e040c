package org.frontsigner.store.powerdns;

/** A dump that is not what can be read, with the line. */
final class DumpError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  DumpError(int line, String message) {
    super(message);
    this.line = line;
  }

  int line() {
    return line;
  }
}
