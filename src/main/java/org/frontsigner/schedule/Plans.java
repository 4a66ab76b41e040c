package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.frontsigner.keeper.Agenda;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.wire.DomainName;

/**
 * What is due when, and what is done about it; not who looks at a clock. Its methods are called by
 * Quartz and the watchdog at their times, or by a simulation at those of its virtual clock. Plans
 * are taken from the beginning, and acted upon from {@link #start}. Thread-safe.
 */
public final class Plans implements Agenda {
  private final InstantSource clock;
  private final Duration ahead;
  private final Executor expirers;
  private final DueQueue checks = new DueQueue();
  private final DueQueue expiries = new DueQueue();
  private volatile Drain drain;
  private volatile Turnovers turnovers;

  /**
   * Plans for no zone yet.
   *
   * @param clock the time of day, by which things are due
   * @param ahead how long before a turnover its signatures begin to be made
   * @param expirers where zones expire, each of which may wait for a change under way
   */
  public Plans(InstantSource clock, Duration ahead, Executor expirers) {
    this.clock = clock;
    this.ahead = ahead;
    this.expirers = expirers;
  }

  /** What is due concerns these keepers. To be called once. */
  public void start(Keepers keepers) {
    start(Duties.of(keepers));
  }

  synchronized void start(Duties duties) {
    drain = new Drain(checks, expiries, clock, duties, expirers);
    turnovers = new Turnovers(clock, ahead, duties);
  }

  /** To be called each second: does what is due for zones. */
  public void eachSecond() {
    drain.run();
  }

  /** To be called each minute: makes up what was missed, and looks at what may have changed. */
  public void eachMinute() {
    turnovers.pulse();
  }

  /** To be called on Thursday at 00:00:00 UTC. */
  public void turnOver() {
    turnovers.turnOver();
  }

  /** To be called so long before Thursday as signatures are to be made ahead. */
  public void prepare() {
    turnovers.prepare();
  }

  /**
   * The time of day jumped. Checks are so long after the one before; a clock set back must not put
   * them off.
   */
  public void jumped(Duration jump) {
    if (jump.isNegative()) {
      checks.shift(jump.toMillis());
    }
  }

  /** When the first check or expiry is due; empty when nothing is planned. */
  public Optional<Instant> earliest() {
    Optional<Long> check = checks.earliestMillis();
    Optional<Long> expiry = expiries.earliestMillis();
    return check
        .map(millis -> Math.min(millis, expiry.orElse(millis)))
        .or(() -> expiry)
        .map(Instant::ofEpochMilli);
  }

  Drain drain() {
    return drain;
  }

  Turnovers turnovers() {
    return turnovers;
  }

  DueQueue checks() {
    return checks;
  }

  DueQueue expiries() {
    return expiries;
  }

  @Override
  public void checkAt(DomainName zone, Instant when) {
    checks.put(zone, millis(when));
  }

  @Override
  public void expireAt(DomainName zone, Instant when) {
    expiries.put(zone, millis(when));
  }

  private static long millis(Instant when) {
    try {
      return when.toEpochMilli();
    } catch (ArithmeticException never) {
      return when.isBefore(Instant.EPOCH) ? 0 : Long.MAX_VALUE / 2;
    }
  }

  @Override
  public void forget(DomainName zone) {
    checks.remove(zone);
    expiries.remove(zone);
  }
}
