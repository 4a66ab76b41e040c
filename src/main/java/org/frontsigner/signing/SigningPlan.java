package org.frontsigner.signing;

import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;

/**
 * How a zone is to be signed. Immutable.
 *
 * @param choice who signs
 * @param keepsSignatures whether a signature that was made is given out again; else each is made
 *     for the answer that it is in
 * @param counts where signatures are counted
 */
public record SigningPlan(
    KeySet keys,
    Denial denial,
    SigningWindow window,
    PublishPolicy publish,
    CryptoChoice choice,
    boolean keepsSignatures,
    SignatureCounts counts) {
  /** The plan with another window. */
  public SigningPlan withWindow(SigningWindow newWindow) {
    return new SigningPlan(keys, denial, newWindow, publish, choice, keepsSignatures, counts);
  }

  /** Whether a zone is served the same on the other plan, but for random numbers in signatures. */
  public boolean servesAs(SigningPlan other) {
    if (!signs() && !other.signs()) {
      return true;
    }
    return keys.inUse().equals(other.keys.inUse())
        && denial.equals(other.denial)
        && window.equals(other.window)
        && publish.equals(other.publish);
  }

  /** The SOA that a zone is served with. */
  Soa soa(Zone zone, long servedSerial) {
    return signs() ? publish.soa(zone, servedSerial) : zone.soa().withSerial(servedSerial);
  }

  /** Whether anything is signed at all: not without an active key. */
  public boolean signs() {
    return keys.signs();
  }

  /** Whether signatures are the same each time they are made, also after a restart. */
  public boolean repeats() {
    return keys.active().stream().allMatch(this::repeats);
  }

  private boolean repeats(ZoneKey key) {
    return switch (key.algorithm().family()) {
      case RSA, EDDSA -> true;
      case ECDSA -> choice.isReproducible() && !(key.material() instanceof TokenMaterial);
      case GOST -> false;
    };
  }
}
