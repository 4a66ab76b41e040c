package org.frontsigner.wire;

/** A received message is no DNS message; says what is wrong and at which octet of the message. */
public final class MalformedMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: strangers decide how often it is thrown. */
  public MalformedMessage(String message) {
    super(message, null, false, false);
  }
}
