package org.frontsigner.transfer;

import org.frontsigner.keeper.Upstream.Fetched;

/** An answer that brings no zone; carries what is said of it. Without a stack trace. */
final class TransferFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Fetched outcome;

  private TransferFault(String reason, Fetched outcome) {
    super(reason, null, false, false);
    this.outcome = outcome;
  }

  static TransferFault failed(String reason) {
    return new TransferFault(reason, new Fetched.Failed(reason));
  }

  /** The zone may still come whole. */
  static TransferFault notIncremental(String reason) {
    return new TransferFault(reason, new Fetched.NotIncremental(reason));
  }

  Fetched outcome() {
    return outcome;
  }
}
