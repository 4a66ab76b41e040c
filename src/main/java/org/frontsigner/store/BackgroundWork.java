package org.frontsigner.store;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.frontsigner.keeper.StoreFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread of low priority for what may come later. Work that waits is replaced by newer work of
 * the same kind for the same zone, so that no more waits than there are zones. Thread-safe.
 */
final class BackgroundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
  private static final long END_MILLIS_MAX = 10_000;

  /** What the work is done for; zone 0 for none. */
  record Task(Kind kind, int zoneId) {}

  /** The kinds of work. */
  enum Kind {
    RECORDS,
    FOLD,
    REMOVE,
    CHECK
  }

  private final Map<Task, Runnable> waiting = new LinkedHashMap<>();
  private final Thread thread;
  private boolean running;
  private volatile boolean stopping;

  @SuppressWarnings(
      "ThreadPriorityCheck") // nothing relies on it: queries come first where it counts
  BackgroundWork() {
    thread = new Thread(this::run, "store-background");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  /** Work to be done when its turn comes, in place of what waits for the same task. */
  synchronized void put(Task task, Runnable work) {
    if (!stopping) {
      waiting.put(task, work);
      notifyAll();
    }
  }

  /** What waits for the task no longer does. */
  synchronized void cancel(Task task) {
    waiting.remove(task);
  }

  /** How many tasks of a kind wait. */
  synchronized long waiting(Kind kind) {
    return waiting.keySet().stream().filter(task -> task.kind() == kind).count();
  }

  /** Whether work should end at the next place where it can be taken up again. */
  boolean isStopping() {
    return stopping;
  }

  private void run() {
    ArrayDeque<Runnable> next = new ArrayDeque<>(1);
    while (take(next)) {
      try {
        next.remove().run();
      } catch (StoreFailed | IllegalArgumentException e) {
        LOG.error("work in the background failed: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("work in the background failed", e);
      }
    }
  }

  private synchronized boolean take(ArrayDeque<Runnable> next) {
    running = false;
    notifyAll();
    while (waiting.isEmpty() && !stopping) {
      try {
        wait();
      } catch (InterruptedException e) {
        return false;
      }
    }
    if (stopping) {
      return false;
    }
    Task first = waiting.keySet().iterator().next();
    next.add(waiting.remove(first));
    running = true;
    return true;
  }

  /** Waits until nothing is waiting or being done. */
  synchronized void awaitIdle() throws InterruptedException {
    while ((running || !waiting.isEmpty()) && !stopping) {
      wait();
    }
  }

  /** Ends the work that is being done at its next step; what waits is left undone. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    try {
      thread.join(END_MILLIS_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
