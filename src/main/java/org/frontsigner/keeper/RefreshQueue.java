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
 * Which zones are to be checked: those that a NOTIFY came for before those whose time has come. A
 * zone waits once however often it is asked for, and is checked by one worker at a time; a NOTIFY
 * that comes while it is checked has it checked once more. Thread-safe.
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
  private final LinkedHashSet<DomainName> urgent = new LinkedHashSet<>();
  private final LinkedHashSet<DomainName> routine = new LinkedHashSet<>();
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
        if (routine.remove(zone)) {
          urgent.add(zone);
        }
        return;
      }
      stages.put(zone, Stage.WAITING);
      urgent.add(zone);
    }
    begin();
  }

  private void begin() {
    try {
      workers.execute(this::runOne);
    } catch (RejectedExecutionException e) {
      // One entry has one task: without it, one of the entries would wait for ever.
      synchronized (this) {
        DomainName zone = next();
        stages.remove(zone);
        senders.remove(zone);
        LOG.warn("zone {}: it is not checked now: {}", zone.toText(), e.getMessage());
      }
    }
  }

  /** Takes the next zone out of its queue; there is one for each task. */
  private DomainName next() {
    Iterator<DomainName> queue = (urgent.isEmpty() ? routine : urgent).iterator();
    DomainName zone = queue.next();
    queue.remove();
    return zone;
  }

  private void runOne() {
    DomainName zone;
    Optional<InetSocketAddress> sender;
    synchronized (this) {
      zone = next();
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
    begin();
  }

  /** How many zones wait or are being checked. */
  synchronized int size() {
    return stages.size();
  }
}
