package org.frontsigner.signing;

/**
 * A key could not be used to sign. The message names the key by its tag and shows nothing of it.
 */
public final class SigningFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SigningFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
