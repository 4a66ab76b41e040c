package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which zones are to be checked: those that a NOTIFY came for before those whose time has come. A
 * zone waits once however often it is asked for, and is checked by one worker at a time; who asks
 * while it is checked has it checked once more. Thread-safe.
 */
final class RefreshQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshQueue.class);

  private enum Stage {
    WAITING,
    RUNNING,
    RUNNING_AND_WANTED
  }

  private final Executor workers;
  private final BiConsumer<DomainName, Optional<InetSocketAddress>> check;
  private final Queue<DomainName> urgent = new ArrayDeque<>();
  private final Queue<DomainName> routine = new ArrayDeque<>();
  private final Map<DomainName, Stage> stages = new HashMap<>();
  private final Map<DomainName, InetSocketAddress> senders = new HashMap<>();

  /**
   * A queue without entries.
   *
   * @param check checks a zone, asking the given primary first
   */
  RefreshQueue(Executor workers, BiConsumer<DomainName, Optional<InetSocketAddress>> check) {
    this.workers = workers;
    this.check = check;
  }

  /** The zone's time has come. */
  void due(DomainName zone) {
    enter(zone, Optional.empty(), routine);
  }

  /** A NOTIFY came; from this primary, where it is one. */
  void notified(DomainName zone, Optional<InetSocketAddress> sender) {
    enter(zone, sender, urgent);
  }

  private void enter(DomainName zone, Optional<InetSocketAddress> sender, Queue<DomainName> queue) {
    synchronized (this) {
      sender.ifPresent(address -> senders.put(zone, address));
      Stage stage = stages.get(zone);
      if (stage == Stage.WAITING && queue == urgent && routine.remove(zone)) {
        urgent.add(zone);
      }
      if (stage != null) {
        stages.put(zone, stage == Stage.WAITING ? stage : Stage.RUNNING_AND_WANTED);
        return;
      }
      stages.put(zone, Stage.WAITING);
      queue.add(zone);
    }
    workers.execute(this::runOne);
  }

  private void runOne() {
    DomainName zone;
    Optional<InetSocketAddress> sender;
    synchronized (this) {
      zone = urgent.isEmpty() ? routine.poll() : urgent.poll();
      if (zone == null) {
        return;
      }
      stages.put(zone, Stage.RUNNING);
      sender = Optional.ofNullable(senders.remove(zone));
    }
    try {
      check.accept(zone, sender);
    } catch (RuntimeException e) {
      LOG.error("zone {}: its check ended: {}", zone.toText(), e.getMessage(), e);
    } finally {
      ran(zone);
    }
  }

  private void ran(DomainName zone) {
    synchronized (this) {
      if (stages.remove(zone) != Stage.RUNNING_AND_WANTED) {
        return;
      }
      stages.put(zone, Stage.WAITING);
      urgent.add(zone);
    }
    workers.execute(this::runOne);
  }

  /** How many zones wait or are being checked. */
  synchronized int size() {
    return stages.size();
  }
}
