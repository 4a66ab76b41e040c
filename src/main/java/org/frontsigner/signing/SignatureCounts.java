package org.frontsigner.signing;

import java.util.concurrent.atomic.AtomicLongArray;

/** How many signatures were made, and how many were there already, by algorithm. Thread-safe. */
public final class SignatureCounts {
  private static final int NUMBERS = 256;

  private final AtomicLongArray made = new AtomicLongArray(NUMBERS);
  private final AtomicLongArray reused = new AtomicLongArray(NUMBERS);

  void countMade(Algorithm algorithm) {
    made.incrementAndGet(algorithm.number());
  }

  void countReused(Algorithm algorithm) {
    reused.incrementAndGet(algorithm.number());
  }

  public long made(Algorithm algorithm) {
    return made.get(algorithm.number());
  }

  public long reused(Algorithm algorithm) {
    return reused.get(algorithm.number());
  }
}
