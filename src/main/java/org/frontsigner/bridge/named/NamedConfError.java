package org.frontsigner.bridge.named;

/** A named.conf that can't be taken: where, and what was expected there. */
public final class NamedConfError extends Exception {
  private static final long serialVersionUID = 1L;

  /** {@code reason} begins in lower case. */
  NamedConfError(Place place, String reason) {
    super(place + ": " + reason);
  }

  NamedConfError(String message) {
    super(message);
  }
}
