package org.frontsigner.token;

/** Measures how fast a token signs while there is something to sign. Thread-safe. */
final class Pacemaker {
  private static final double WEIGHT_OF_NEWEST = 0.1;
  private static final double NANOS = 1e9;

  private double secondsEach;
  private long lastEndNanos = Long.MIN_VALUE;

  /** A signature was made between these times of the monotonic clock. */
  synchronized void signed(long beganNanos, long endedNanos) {
    long from = lastEndNanos == Long.MIN_VALUE ? beganNanos : Math.max(beganNanos, lastEndNanos);
    double seconds = (double) (endedNanos - from) / NANOS;
    secondsEach =
        secondsEach == 0 ? seconds : secondsEach + WEIGHT_OF_NEWEST * (seconds - secondsEach);
    lastEndNanos = endedNanos;
  }

  /** Seconds from one signature to the next; 0 when there was none. */
  synchronized double secondsEach() {
    return secondsEach;
  }
}
