package org.frontsigner.bridge;

/** Octets that are no DNS message, or whose TSIG record breaks RFC 8945, 4.2 and 5.2. */
final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessage(String reason) {
    super(reason, null, false, false);
  }
}
