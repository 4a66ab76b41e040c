package org.frontsigner.schedule;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.frontsigner.keeper.Agenda;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.wire.DomainName;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agenda of all zones. Plans are taken from the beginning and acted upon from {@link #start} to
 * {@link #close}. Thread-safe.
 */
public final class QuartzAgenda implements Agenda, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzAgenda.class);
  private static final int WORKERS = 4;
  private static final long IDLE_SECONDS = 30;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Duration ahead;
  private final AgendaMetrics metrics;
  private final Beat drained;
  private final Beat pulsed;
  private final AtomicBoolean pulsing = new AtomicBoolean();
  private final ThreadPoolExecutor workers;
  private final Plans plans;
  private Timetable timetable;
  private Watchdog watchdog;

  /**
   * An empty agenda.
   *
   * @param clock the time of day, by which things are due
   * @param signAheadSeconds how long before a turnover its signatures begin to be made
   * @param registry where the agenda's metrics are shown
   */
  public QuartzAgenda(InstantSource clock, long signAheadSeconds, CollectorRegistry registry) {
    this(clock, System::nanoTime, signAheadSeconds, registry);
  }

  QuartzAgenda(
      InstantSource clock,
      LongSupplier nanoTime,
      long signAheadSeconds,
      CollectorRegistry registry) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.ahead = Duration.ofSeconds(signAheadSeconds);
    this.drained = new Beat(nanoTime);
    this.pulsed = new Beat(nanoTime);
    this.workers = workers();
    this.plans = new Plans(clock, ahead, workers);
    this.metrics = new AgendaMetrics(registry, plans.checks(), plans.expiries());
  }

  /** Their queue is bounded by the number of zones, each of which expires once. */
  private static ThreadPoolExecutor workers() {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "agenda-worker-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  /** Begins to act upon plans, for these keepers. To be called once. */
  public void start(Keepers keepers) {
    start(Duties.of(keepers));
  }

  /** Begins to act upon plans. To be called once. */
  synchronized void start(Duties duties) {
    if (timetable != null) {
      throw new IllegalStateException("the agenda was started before");
    }
    plans.start(duties);
    Turnovers turnovers = plans.turnovers();
    drained.beat();
    pulsed.beat();
    try {
      timetable =
          new Timetable(
              Set.of(
                  new DueJob(plans.drain(), drained),
                  new TurnoverJob(turnovers),
                  new PrepareJob(turnovers),
                  new PulseJob(turnovers, pulsed)),
              ahead);
      timetable.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz can't be started: " + e.getMessage(), e);
    }
    watchdog = new Watchdog(clock, nanoTime, drained, pulsed, new Ward(duties));
    watchdog.start();
    // A turnover that was missed while nobody was here, and one that is near.
    pulseSoon();
  }

  /**
   * Has something done every so many seconds, from now on; for an agenda that was started.
   *
   * @param name tells this work from other work
   * @param seconds from the beginning of one time to that of the next, at least one
   * @param work logs what fails, and throws nothing; is not begun while it is under way
   */
  public void every(String name, int seconds, Runnable work) {
    try {
      timetable().add(name, new RepeatedJob(work), seconds);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz takes no more jobs: " + e.getMessage(), e);
    }
  }

  /** At most one of these is under way: one that takes long is not piled upon. */
  private void pulseSoon() {
    if (pulsing.compareAndSet(false, true)) {
      workers.execute(
          () -> {
            try {
              plans.eachMinute();
            } finally {
              pulsing.set(false);
            }
          });
    }
  }

  private final class Ward implements Watchdog.Ward {
    private final Duties duties;

    Ward(Duties duties) {
      this.duties = duties;
    }

    @Override
    public void jumped(Duration jump) {
      metrics.countJump();
      plans.jumped(jump);
      duties.clockJumped(jump);
    }

    @Override
    public void stalled() {
      metrics.countStall();
    }

    @Override
    public void replan() {
      try {
        timetable().schedule();
      } catch (SchedulerException e) {
        LOG.error("the triggers can't be set anew: {}", e.getMessage(), e);
      }
    }

    @Override
    public void drain() {
      plans.eachSecond();
    }

    @Override
    public void pulse() {
      pulseSoon();
    }
  }

  synchronized Timetable timetable() {
    return timetable;
  }

  @Override
  public void checkAt(DomainName zone, Instant when) {
    plans.checkAt(zone, when);
  }

  @Override
  public void expireAt(DomainName zone, Instant when) {
    plans.expireAt(zone, when);
  }

  @Override
  public void forget(DomainName zone) {
    plans.forget(zone);
  }

  /** How long ago Quartz last drained, by the monotonic clock. */
  public Duration sinceDrained() {
    return drained.age();
  }

  /** Nothing is begun any more; what is under way is waited for. */
  @Override
  public void close() {
    Timetable running = timetable();
    try {
      if (running != null) {
        watchdog.close();
        running.close();
      }
      workers.shutdown();
      workers.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (SchedulerException e) {
      LOG.warn("Quartz did not end well: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
