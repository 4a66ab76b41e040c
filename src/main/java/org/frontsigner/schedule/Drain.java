package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does for each zone what is due for it. Several threads may drain at once; each due zone is taken
 * by one of them. Thread-safe.
 */
final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  /**
   * A check or expiry that was begun comes again after this time unless the zone was planned anew:
   * so no failure on the way takes a zone out of the agenda.
   */
  static final Duration AGAIN = Duration.ofMinutes(15);

  /** At most so many checks a drain, or a 60th of all zones: a jump of the clock makes no herd. */
  static final int CHECKS_MAX = 500;

  private static final int SPREAD = 60;

  private final DueQueue checks;
  private final DueQueue expiries;
  private final InstantSource clock;
  private final Duties duties;
  private final Executor expirers;

  /** What is due in the two queues is done by {@code duties}; expiries by the expirers. */
  Drain(DueQueue checks, DueQueue expiries, InstantSource clock, Duties duties, Executor expirers) {
    this.checks = checks;
    this.expiries = expiries;
    this.clock = clock;
    this.duties = duties;
    this.expirers = expirers;
  }

  /** Does what is due now. */
  void run() {
    Instant now = clock.instant();
    // An expiry waits for a change of its zone that is under way; other zones do not wait for it.
    each(expiries, now, Integer.MAX_VALUE, zone -> expirers.execute(() -> expire(zone)));
    each(checks, now, Math.max(CHECKS_MAX, checks.size() / SPREAD), this::check);
  }

  private void each(DueQueue queue, Instant now, int most, Consumer<DomainName> deed) {
    long nowMillis = now.toEpochMilli();
    long againMillis = now.plus(AGAIN).toEpochMilli();
    for (int done = 0; done < most; done++) {
      Optional<DomainName> zone = queue.takeDue(nowMillis, againMillis);
      if (zone.isEmpty()) {
        return;
      }
      attempt(zone.get(), deed);
    }
  }

  private void check(DomainName zone) {
    duties.check(zone);
    forgetIfGone(checks, zone);
  }

  private void expire(DomainName zone) {
    attempt(zone, duties::expire);
    forgetIfGone(expiries, zone);
  }

  /** A check that outlived its zone may have planned the next one. */
  private void forgetIfGone(DueQueue queue, DomainName zone) {
    if (!duties.keeps(zone)) {
      queue.remove(zone);
    }
  }

  private static void attempt(DomainName zone, Consumer<DomainName> deed) {
    try {
      deed.accept(zone);
    } catch (RuntimeException e) {
      LOG.error(
          "zone {}: what was due could not be done and is tried again in {} minutes: {}",
          zone.toText(),
          AGAIN.toMinutes(),
          e.getMessage(),
          e);
    }
  }
}
