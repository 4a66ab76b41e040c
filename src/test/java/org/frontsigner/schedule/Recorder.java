package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.wire.DomainName;

/** Writes down which duties were done. Thread-safe. */
class Recorder implements Duties {
  final List<DomainName> checked = new CopyOnWriteArrayList<>();
  final List<DomainName> expired = new CopyOnWriteArrayList<>();
  final List<Instant> prepared = new CopyOnWriteArrayList<>();
  final List<Duration> jumps = new CopyOnWriteArrayList<>();
  final AtomicInteger turnovers = new AtomicInteger();
  final AtomicInteger parents = new AtomicInteger();
  final Set<DomainName> gone = ConcurrentHashMap.newKeySet();

  @Override
  public boolean keeps(DomainName zone) {
    return !gone.contains(zone);
  }

  @Override
  public void check(DomainName zone) {
    checked.add(zone);
  }

  @Override
  public void expire(DomainName zone) {
    expired.add(zone);
  }

  @Override
  public void prepareTurnover(Instant turnover) {
    prepared.add(turnover);
  }

  @Override
  public void turnOver() {
    turnovers.incrementAndGet();
  }

  @Override
  public void lookAtAlarms() {}

  @Override
  public void clockJumped(Duration jump) {
    jumps.add(jump);
  }

  @Override
  public void lookAtParents() {
    parents.incrementAndGet();
  }
}
