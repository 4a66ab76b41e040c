package org.frontsigner.signing;

/**
 * How a zone is to be signed. Immutable.
 *
 * @param choice who signs
 * @param counts where signatures are counted
 */
public record SigningPlan(
    KeySet keys,
    Denial denial,
    SigningWindow window,
    PublishPolicy publish,
    CryptoChoice choice,
    SignatureCounts counts) {
  /** The plan with another window. */
  public SigningPlan withWindow(SigningWindow newWindow) {
    return new SigningPlan(keys, denial, newWindow, publish, choice, counts);
  }

  /** Whether anything is signed at all: not without an active key. */
  public boolean signs() {
    return keys.signs();
  }
}
