package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A time of day that can be set, and a monotonic clock that only advances. Thread-safe. */
final class Clocks implements InstantSource, LongSupplier {
  /** A Tuesday; the turnover is on Thursday 2026-11-26. */
  static final Instant TUESDAY = Instant.parse("2026-11-24T04:00:00Z");

  static final Instant THURSDAY = Instant.parse("2026-11-26T00:00:00Z");

  private Instant wall = TUESDAY;
  private long nanos;

  @Override
  public synchronized Instant instant() {
    return wall;
  }

  @Override
  public synchronized long getAsLong() {
    return nanos;
  }

  /** Time passes. */
  synchronized void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  /** The time of day is set without any time passing. */
  synchronized void set(Instant when) {
    wall = when;
  }

  synchronized void jump(Duration by) {
    wall = wall.plus(by);
  }
}
