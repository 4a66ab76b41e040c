package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.frontsigner.signing.SigningWindow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change of all zones to the next signature window on Thursday, and what is made ready before
 * it. Each may be asked for too often, but not too seldom. Thread-safe.
 */
final class Turnovers {
  private static final Logger LOG = LoggerFactory.getLogger(Turnovers.class);

  /** Zones that changed since their next signatures were made ready get new ones so often. */
  static final Duration PREPARE_AGAIN = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Duration ahead;
  private final Duties duties;
  private final ReentrantLock turning = new ReentrantLock();
  private final ReentrantLock preparing = new ReentrantLock();
  private Instant preparedAt = Instant.EPOCH;
  private Instant preparedFor = Instant.EPOCH;

  /** Signatures are made ready {@code ahead} of the turnover. */
  Turnovers(InstantSource clock, Duration ahead, Duties duties) {
    this.clock = clock;
    this.ahead = ahead;
    this.duties = duties;
  }

  /** Turns over, after a turnover that is under way: that one may have begun before Thursday. */
  void turnOver() {
    turning.lock();
    try {
      turn();
    } finally {
      turning.unlock();
    }
  }

  private void turn() {
    try {
      duties.turnOver();
    } catch (RuntimeException e) {
      LOG.error("the turnover failed and is tried again within a minute: {}", e.getMessage(), e);
    }
  }

  /** Makes up what was missed: a turnover, and making the next one ready. */
  void pulse() {
    if (turning.tryLock()) {
      try {
        turn();
      } finally {
        turning.unlock();
      }
    }
    prepare();
    look("alarms", duties::lookAtAlarms);
    look("parents", duties::lookAtParents);
  }

  private static void look(String what, Runnable duty) {
    try {
      duty.run();
    } catch (RuntimeException e) {
      LOG.error("{} are looked at again within a minute: {}", what, e.getMessage(), e);
    }
  }

  /** Makes the next turnover ready, if its time has come and this was not done just now. */
  void prepare() {
    if (preparing.tryLock()) {
      try {
        prepare(clock.instant());
      } finally {
        preparing.unlock();
      }
    }
  }

  private void prepare(Instant now) {
    Instant turnover = SigningWindow.turnoverAfter(now);
    boolean done =
        turnover.equals(preparedFor)
            && !now.isBefore(preparedAt)
            && now.isBefore(preparedAt.plus(PREPARE_AGAIN));
    if (done || now.isBefore(turnover.minus(ahead))) {
      return;
    }
    try {
      duties.prepareTurnover(turnover);
      preparedFor = turnover;
      preparedAt = now;
    } catch (RuntimeException e) {
      LOG.error(
          "making the signatures of {} ready failed and is tried again within a minute: {}",
          turnover,
          e.getMessage(),
          e);
    }
  }
}
