package org.frontsigner.http.alarm;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures in a row. Immutable. */
record Pause(Duration first, Duration most, RandomGenerator random) {
  private static final int DOUBLINGS_MAX = 20;

  /** A second, then twice as long each time, up to five minutes. */
  static Pause usual(RandomGenerator random) {
    return new Pause(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
  }

  /** At least half of the time, so that not all servers come back at once. */
  Duration after(int failures) {
    long millis = first.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
    double part = 0.5 + random.nextDouble() / 2;
    return Duration.ofMillis((long) (Math.min(millis, most.toMillis()) * part));
  }
}
