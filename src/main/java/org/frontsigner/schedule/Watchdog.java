package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second, on a thread and a monotonic clock of its own, whether the time of day jumped
 * and whether Quartz still drains, and does the work itself when it does not.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  static final Duration JUMP = Duration.ofSeconds(2);
  static final Duration DRAIN_AGE_MAX = Duration.ofSeconds(5);
  static final Duration PULSE_AGE_MAX = Duration.ofSeconds(90);

  /** Triggers that do not fire are set anew so often. */
  private static final Duration REPLAN = Duration.ofSeconds(30);

  /** Both clocks must be read within this time to be compared. */
  private static final long READ_NANOS_MAX = 50_000_000;

  private static final long LOOK_MILLIS = 1000;

  /** What the watchdog finds and sets right. */
  interface Ward {
    /** The time of day jumped by {@code jump}, forward or back. */
    void jumped(Duration jump);

    /** Quartz has not drained for too long. */
    void stalled();

    /** Triggers are to be set anew. */
    void replan();

    void drain();

    void pulse();
  }

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Beat drained;
  private final Beat pulsed;
  private final Ward ward;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "agenda-watchdog");
  private final Beat replanned;
  private Instant lastWall;
  private long lastNanos;
  private boolean stalled;

  Watchdog(InstantSource clock, LongSupplier nanoTime, Beat drained, Beat pulsed, Ward ward) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.drained = drained;
    this.pulsed = pulsed;
    this.ward = ward;
    this.replanned = new Beat(nanoTime);
    this.lastNanos = nanoTime.getAsLong();
    this.lastWall = clock.instant();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (!end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        lookSafely();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("the agenda's watchdog goes on after: {}", e.getMessage(), e);
    }
  }

  /** One look. */
  void look() {
    compareClocks();
    boolean late = drained.isOlderThan(DRAIN_AGE_MAX);
    if (late) {
      takeOver();
    } else if (stalled) {
      LOG.info("Quartz drains again");
    }
    stalled = late;
    if (pulsed.isOlderThan(PULSE_AGE_MAX)) {
      pulsed.beat();
      ward.pulse();
    }
  }

  private void compareClocks() {
    long before = nanoTime.getAsLong();
    Instant wall = clock.instant();
    long nanos = nanoTime.getAsLong();
    if (nanos - before > READ_NANOS_MAX) {
      // Stopped in between, as by garbage collection: the next look tells.
      return;
    }
    Duration jump = Duration.between(lastWall, wall).minusNanos(nanos - lastNanos);
    lastWall = wall;
    lastNanos = nanos;
    if (jump.abs().compareTo(JUMP) > 0) {
      LOG.warn("the clock jumped by {} to {}: everything is planned anew", shown(jump), wall);
      ward.jumped(jump);
      replan();
      ward.drain();
      ward.pulse();
    }
  }

  private static Duration shown(Duration time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  private void takeOver() {
    if (!stalled) {
      LOG.warn("Quartz has not drained for {}: the watchdog does", shown(drained.age()));
      ward.stalled();
    }
    if (!stalled || replanned.isOlderThan(REPLAN)) {
      replan();
    }
    ward.drain();
  }

  private void replan() {
    replanned.beat();
    ward.replan();
  }

  /** Ends; a look that is under way is waited for. */
  void close() throws InterruptedException {
    end.countDown();
    thread.join();
  }
}
