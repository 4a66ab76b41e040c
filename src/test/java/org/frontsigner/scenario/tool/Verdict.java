package org.frontsigner.scenario.tool;

/** What a validator makes of an answer (RFC 4035, 4.3). */
public enum Verdict {
  /** A chain of signatures and proofs from the trust anchor covers all of it. */
  SECURE,
  /** Proven not to be covered: below an insecure delegation, an opt-out span, or no anchor. */
  INSECURE,
  /** Should be covered and is not, or no answer came. */
  BOGUS
}
