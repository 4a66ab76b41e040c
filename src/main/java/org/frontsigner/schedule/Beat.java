package org.frontsigner.schedule;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When something was last seen at work, by the monotonic clock. Thread-safe. */
final class Beat {
  private final LongSupplier nanoTime;
  private volatile long lastNanos;

  Beat(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    beat();
  }

  void beat() {
    lastNanos = nanoTime.getAsLong();
  }

  Duration age() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
  }

  boolean isOlderThan(Duration most) {
    return age().compareTo(most) > 0;
  }
}
