package org.frontsigner.http.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.AlarmListener;
import org.frontsigner.keeper.Alarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a receiver of alarms, on a thread of its own. What it does not take is kept and tried
 * again, after longer and longer pauses, for as long as the alarm is up. Nobody else waits for it.
 * Thread-safe; closed once.
 */
public final class Webhook implements AlarmListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final AlarmId FAILING = AlarmId.of(AlarmKind.WEBHOOK_FAILING, "webhook");

  /** One post that fails is everyday life. */
  private static final int FAILURES = 3;

  private static final long CLOSE_MILLIS = 500;

  private final WebhookSettings settings;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Pause pause;
  private final AlarmMetrics metrics;
  private final WebhookPost post;
  private final Notices notices = new Notices();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread thread = new Thread(this::run, "alarm-webhook");
  private boolean closed;
  private long droppedBefore;
  private int failures;

  private Webhook(
      WebhookSettings settings,
      Alarms alarms,
      InstantSource clock,
      Pause pause,
      AlarmMetrics metrics) {
    this.settings = settings;
    this.alarms = alarms;
    this.clock = clock;
    this.pause = pause;
    this.metrics = metrics;
    this.post = new WebhookPost(settings);
    thread.setDaemon(true);
  }

  /** Tells of the alarms that are up, and from now on of all that come. */
  public static Webhook start(
      WebhookSettings settings,
      Alarms alarms,
      InstantSource clock,
      RandomGenerator random,
      AlarmMetrics metrics) {
    return start(settings, alarms, clock, Pause.usual(random), metrics);
  }

  static Webhook start(
      WebhookSettings settings,
      Alarms alarms,
      InstantSource clock,
      Pause pause,
      AlarmMetrics metrics) {
    Webhook webhook = new Webhook(settings, alarms, clock, pause, metrics);
    alarms.listen(webhook);
    webhook.thread.start();
    return webhook;
  }

  @Override
  public void raised(Alarm alarm) {
    tell(() -> notices.raised(alarm));
  }

  @Override
  public void cleared(Alarm alarm, Instant end) {
    tell(() -> notices.cleared(alarm, end));
  }

  private void tell(Runnable note) {
    lock.lock();
    try {
      note.run();
      counted();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void counted() {
    metrics.waiting(notices.size());
    metrics.dropped(notices.dropped() - droppedBefore);
    droppedBefore = notices.dropped();
  }

  private void run() {
    try {
      long repeatedNanos = System.nanoTime();
      while (true) {
        List<Notice> batch = next(repeatedNanos);
        if (batch.isEmpty()) {
          repeatedNanos = System.nanoTime();
          repeat();
        } else {
          post(batch);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("no alarm is posted any more");
    }
  }

  /** Waits for something to tell; empty when all that is up is to be told again. */
  private List<Notice> next(long repeatedNanos) throws InterruptedException {
    long repeatNanos = TimeUnit.SECONDS.toNanos(settings.repeatSeconds());
    while (true) {
      // Before the lock: a clock may raise an alarm, and whoever raises one wants the lock.
      Instant now = clock.instant();
      lock.lockInterruptibly();
      try {
        if (closed) {
          throw new InterruptedException("the webhook is closed");
        }
        notices.dropOld(now);
        counted();
        List<Notice> batch = notices.batch();
        long left = repeatNanos - (System.nanoTime() - repeatedNanos);
        if (!batch.isEmpty() || left <= 0) {
          return batch;
        }
        news.awaitNanos(left);
      } finally {
        lock.unlock();
      }
    }
  }

  /** The board first, the notices then: who raises an alarm holds the board and wants these. */
  private void repeat() {
    List<Alarm> up = alarms.active();
    tell(() -> notices.repeat(up));
  }

  private void post(List<Notice> batch) throws InterruptedException {
    Optional<String> refusal = attempt(batch);
    lock.lock();
    try {
      if (refusal.isEmpty()) {
        notices.told(batch);
      } else {
        notices.refused(batch);
      }
      counted();
    } finally {
      lock.unlock();
    }
    if (refusal.isEmpty()) {
      taken();
    } else {
      refused(refusal.get());
    }
  }

  private Optional<String> attempt(List<Notice> batch) throws InterruptedException {
    try {
      return post.send(AlertMessage.of(batch, settings));
    } catch (RuntimeException e) {
      LOG.error("posting alarms failed in an unforeseen way: {}", e.getMessage(), e);
      return Optional.of(e.toString());
    }
  }

  private void taken() {
    metrics.sent();
    failures = 0;
    alarms.clear(FAILING);
  }

  private void refused(String reason) throws InterruptedException {
    metrics.failed();
    failures++;
    Duration wait = pause.after(failures);
    LOG.debug("alarms could not be posted to {}: {}; again in {}", settings.shown(), reason, wait);
    if (failures >= FAILURES) {
      alarms.raise(
          FAILING,
          "alarms can't be posted to %s: %s. It is tried again, and nothing waits for it: see to the receiver, alarms.webhook and alarms.secret-file"
              .formatted(settings.shown(), reason));
    }
    pauseFor(wait);
  }

  private void pauseFor(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (left > 0 && !closed) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Posts no more, whatever is waiting: the next process finds anew what is still so. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
