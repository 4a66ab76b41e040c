package org.frontsigner.wire;

/** Octets that get no answer at all. */
public enum Ignored implements Received {
  /** Too short for a header. */
  RUNT,

  /** A response: answering it could go on forever. */
  RESPONSE
}
