package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which zones are to be checked: those that a NOTIFY came for before those whose time has come, in
 * two queues. Of those whose time has come only so many are checked at once, so that there are
 * workers for the others even while thousands wait for a primary that is dead. A zone waits once
 * however often it is asked for, and is checked by one worker at a time; a NOTIFY that comes while
 * it is checked has it checked once more. Thread-safe.
 */
final class RefreshQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshQueue.class);

  private enum Stage {
    WAITING,
    RUNNING,
    RUNNING_AND_WANTED
  }

  private final Executor workers;
  private final int routineMax;
  private final BiConsumer<DomainName, Optional<InetSocketAddress>> check;
  private final LinkedHashSet<DomainName> urgent = new LinkedHashSet<>();
  private final LinkedHashSet<DomainName> routine = new LinkedHashSet<>();
  private final Map<DomainName, Stage> stages = new HashMap<>();
  private final Map<DomainName, InetSocketAddress> senders = new HashMap<>();

  /** Tasks that were given to the workers for a queue and have not ended. */
  private int urgentTasks;

  private int routineTasks;

  /** And those of them that have taken their zone. */
  private int urgentRunning;

  private int routineRunning;

  /**
   * A queue without entries.
   *
   * @param routineMax how many of those whose time has come are checked at once
   * @param check checks a zone, asking the given primary first
   */
  RefreshQueue(
      Executor workers, int routineMax, BiConsumer<DomainName, Optional<InetSocketAddress>> check) {
    this.workers = workers;
    this.routineMax = routineMax;
    this.check = check;
  }

  /** The zone's time has come. Nothing to do where it is being checked already. */
  void due(DomainName zone) {
    synchronized (this) {
      if (stages.putIfAbsent(zone, Stage.WAITING) != null) {
        return;
      }
      routine.add(zone);
    }
    begin();
  }

  /** A NOTIFY came; from this primary, where it is one. */
  void notified(DomainName zone, Optional<InetSocketAddress> sender) {
    synchronized (this) {
      sender.ifPresent(address -> senders.put(zone, address));
      Stage stage = stages.get(zone);
      if (stage != null) {
        stages.put(zone, stage == Stage.WAITING ? stage : Stage.RUNNING_AND_WANTED);
        if (!routine.remove(zone)) {
          return;
        }
      } else {
        stages.put(zone, Stage.WAITING);
      }
      urgent.add(zone);
    }
    begin();
  }

  /** Gives the workers what they may begin: each that waits has its task, as far as may be. */
  private void begin() {
    while (true) {
      boolean isUrgent;
      synchronized (this) {
        isUrgent = urgent.size() > urgentTasks - urgentRunning;
        boolean isRoutine =
            routine.size() > routineTasks - routineRunning && routineTasks < routineMax;
        if (!isUrgent && !isRoutine) {
          return;
        }
        count(isUrgent, 1);
      }
      if (!give(isUrgent)) {
        return;
      }
    }
  }

  private void count(boolean isUrgent, int tasks) {
    if (isUrgent) {
      urgentTasks += tasks;
    } else {
      routineTasks += tasks;
    }
  }

  private boolean give(boolean isUrgent) {
    try {
      workers.execute(() -> runOne(isUrgent));
      return true;
    } catch (RejectedExecutionException e) {
      // Workers that take no more will not take what waits: it would wait for ever.
      synchronized (this) {
        count(isUrgent, -1);
        next(isUrgent)
            .ifPresent(
                zone -> {
                  stages.remove(zone);
                  senders.remove(zone);
                  LOG.warn("zone {}: it is not checked now: {}", zone.toText(), e.getMessage());
                });
      }
      return false;
    }
  }

  /** Takes the next zone that a task of a queue may take: a NOTIFY's goes first in both. */
  private Optional<DomainName> next(boolean isUrgent) {
    Iterator<DomainName> queue = (isUrgent || !urgent.isEmpty() ? urgent : routine).iterator();
    if (!queue.hasNext()) {
      return Optional.empty();
    }
    DomainName zone = queue.next();
    queue.remove();
    return Optional.of(zone);
  }

  private void runOne(boolean isUrgent) {
    Optional<DomainName> zone;
    Optional<InetSocketAddress> sender;
    synchronized (this) {
      zone = next(isUrgent);
      zone.ifPresent(each -> stages.put(each, Stage.RUNNING));
      sender = zone.map(senders::remove);
      countRunning(isUrgent, 1);
    }
    try {
      zone.ifPresent(each -> check(each, sender));
    } finally {
      synchronized (this) {
        countRunning(isUrgent, -1);
        count(isUrgent, -1);
        zone.ifPresent(this::ran);
      }
      begin();
    }
  }

  private void countRunning(boolean isUrgent, int tasks) {
    if (isUrgent) {
      urgentRunning += tasks;
    } else {
      routineRunning += tasks;
    }
  }

  private void check(DomainName zone, Optional<InetSocketAddress> sender) {
    try {
      check.accept(zone, sender);
    } catch (RuntimeException e) {
      LOG.error("zone {}: its check ended: {}", zone.toText(), e.getMessage(), e);
    }
  }

  private void ran(DomainName zone) {
    if (stages.remove(zone) == Stage.RUNNING_AND_WANTED) {
      stages.put(zone, Stage.WAITING);
      urgent.add(zone);
    }
  }

  /** How many zones wait or are being checked. */
  synchronized int size() {
    return stages.size();
  }
}
