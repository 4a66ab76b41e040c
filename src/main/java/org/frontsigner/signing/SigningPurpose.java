package org.frontsigner.signing;

/** What a signature is made for: how long one who wants it waits for a token, and what is kept. */
enum SigningPurpose {
  /** An answer or a transfer is made up: who asks can't wait long. */
  ANSWER(false, true),
  /** An answer that nobody else will ever get. */
  ONE_ANSWER(false, false),
  /** Nobody has asked for it yet. */
  AHEAD(true, true),
  /** To see whether a key signs at all. */
  PROOF(true, false);

  private final boolean patient;
  private final boolean kept;

  SigningPurpose(boolean patient, boolean kept) {
    this.patient = patient;
    this.kept = kept;
  }

  boolean isPatient() {
    return patient;
  }

  boolean isKept() {
    return kept;
  }
}
