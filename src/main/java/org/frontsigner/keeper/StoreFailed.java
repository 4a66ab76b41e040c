package org.frontsigner.keeper;

/** The database or a file of the data directory could not be read or written. */
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean perhapsDurable;

  /** {@code message} names what was to be done, with zone and path. */
  public StoreFailed(String message, Throwable cause) {
    this(message, cause, false);
  }

  private StoreFailed(String message, Throwable cause, boolean perhapsDurable) {
    super(message, cause);
    this.perhapsDurable = perhapsDurable;
  }

  /** The failure of a change of which nobody knows whether it came to pass; its cause is that. */
  public static StoreFailed withoutWord(StoreFailed failure) {
    return new StoreFailed(
        failure.getMessage() + "; whether the change is stored is not known yet", failure, true);
  }

  /**
   * Whether what was to be changed may have been changed nonetheless: the connection was lost
   * between the order to make it durable and the word that it is.
   */
  public boolean isPerhapsDurable() {
    return perhapsDurable;
  }
}
