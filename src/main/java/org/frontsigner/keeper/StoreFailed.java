package org.frontsigner.keeper;

/** The database or a file of the data directory could not be read or written. */
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** {@code message} names what was to be done, with zone and path. */
  public StoreFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
