package org.frontsigner.signing;

/** A token, or what is asked of it, can't be used. Shows no PIN. */
public final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  /**
   * @param message what is wrong, with module, token and label; no full stop
   * @param remedy what to do; no full stop
   */
  public TokenRefused(String message, String remedy, Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  public TokenRefused(String message, String remedy) {
    this(message, remedy, null);
  }

  public String remedy() {
    return remedy;
  }
}
