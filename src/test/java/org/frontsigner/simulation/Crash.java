package org.frontsigner.simulation;

/** The process of the front signer is gone, wherever it was. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("the process is gone", null, false, false);
  }
}
