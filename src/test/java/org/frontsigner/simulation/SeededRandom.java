package org.frontsigner.simulation;

import java.security.SecureRandom;
import java.util.Random;

/** Secure in nothing: the same numbers for the same seed, for those who insist on the class. */
final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final Random random;

  SeededRandom(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }

  @Override
  public void setSeed(long seed) {
    // The constructor of the class above calls this, and nobody else may.
  }
}
