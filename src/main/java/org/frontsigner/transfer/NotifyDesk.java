package org.frontsigner.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.frontsigner.keeper.Downstream;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where orders to tell secondaries are left and worked off (RFC 1996). It has neither thread nor
 * socket: somebody calls {@link #work} when the time has come, and {@link #received} with what
 * comes back, both in one thread. Thread-safe else.
 */
public final class NotifyDesk implements Downstream {
  private static final Logger LOG = LoggerFactory.getLogger(NotifyDesk.class);

  /** Takes datagrams to secondaries. */
  @FunctionalInterface
  public interface Sender {
    /** Sends a datagram, which may be lost. */
    void send(byte[] message, InetSocketAddress to) throws IOException;
  }

  private final NotifyLimits limits;
  private final InstantSource clock;
  private final TransferMetrics metrics;
  private final Runnable wake;
  private final NotifyOutcomes outcomes = new NotifyOutcomes();
  private final Queue<NotifyOrder> orders = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final NotifyRounds rounds;
  private long round;

  /**
   * A desk without orders.
   *
   * @param clock the time that TSIG signs and is verified by
   * @param nanoTime the monotonic clock by which attempts follow each other
   * @param random gives the IDs of NOTIFYs
   * @param wake is called, in any thread, when there is an order: {@link #work} is due
   */
  public NotifyDesk(
      NotifyLimits limits,
      Sender sender,
      InstantSource clock,
      LongSupplier nanoTime,
      SecureRandom random,
      TransferMetrics metrics,
      Runnable wake) {
    this.limits = limits;
    this.clock = clock;
    this.metrics = metrics;
    this.wake = wake;
    this.rounds = new NotifyRounds(limits, sender, clock, random, nanoTime, this::changed);
  }

  @Override
  public synchronized void notify(DomainName zone, Soa served, List<Target> targets) {
    order(zone, served, targets, true);
  }

  @Override
  public synchronized void notifyAgain(DomainName zone, Soa served, List<Target> targets) {
    order(zone, served, targets, false);
  }

  @Override
  public synchronized void forget(DomainName zone) {
    outcomes.forget(zone);
    orders.add(new NotifyOrder(zone, null, ++round, List.of(), true));
    wake.run();
  }

  private void order(DomainName zone, Soa served, List<Target> targets, boolean whole) {
    Map<InetSocketAddress, Target> distinct = new LinkedHashMap<>();
    targets.forEach(target -> distinct.putIfAbsent(target.address(), target));
    int room = reserve(distinct.size());
    List<Target> taken = new ArrayList<>();
    List<Outcome> begun = new ArrayList<>();
    for (Target target : distinct.values()) {
      boolean fits = taken.size() < room;
      State state = fits ? State.WAITING : State.UNANSWERED;
      begun.add(new Outcome(target.address(), served.serial(), clock.instant(), state, 0));
      if (fits) {
        taken.add(target);
      } else {
        metrics.unanswered(zone);
      }
    }
    if (taken.size() < distinct.size()) {
      logNoRoom(zone, distinct.size() - taken.size(), served.serial());
    }
    long number = ++round;
    if (whole) {
      outcomes.begin(zone, number, begun);
    } else {
      number = outcomes.again(zone, number, begun);
    }
    orders.add(new NotifyOrder(zone, served, number, taken, whole));
    wake.run();
  }

  private void logNoRoom(DomainName zone, int untold, long serial) {
    LOG.warn(
        "{}: {} secondaries are not told of serial {}: {} others are being told already",
        zone.toText(),
        untold,
        serial,
        limits.pendingMax());
  }

  /** Sets room aside for up to so many more, and returns for how many there is. */
  private int reserve(int wanted) {
    int before = pending.getAndUpdate(count -> Math.min(limits.pendingMax(), count + wanted));
    return Math.min(wanted, limits.pendingMax() - before);
  }

  @Override
  public List<Outcome> outcomes(DomainName zone) {
    return outcomes.of(zone);
  }

  /** Sends what is due, and returns for how many milliseconds nothing more is. */
  public long work() {
    for (NotifyOrder order = orders.poll(); order != null; order = orders.poll()) {
      pending.addAndGet(-rounds.begin(order));
    }
    return rounds.sendDue();
  }

  /** Whether anybody is still to be told. */
  public boolean isBusy() {
    return pending.get() > 0;
  }

  /** Takes a datagram, from whomever. */
  public void received(InetSocketAddress from, byte[] message) {
    rounds.received(from, message);
  }

  /** Hears from the rounds what became of an attempt. */
  private void changed(PendingNotify notify, State state, String how) {
    DomainName zone = notify.zone();
    InetSocketAddress address = notify.target().address();
    outcomes.set(
        zone,
        notify.round(),
        new Outcome(
            address, notify.serial(), clock.instant(), state, notify.attempts(), notify.rcode()));
    if (state == State.WAITING) {
      metrics.sent(zone);
      return;
    }
    pending.decrementAndGet();
    String what =
        "%s: secondary %s %s (NOTIFY of serial %d, attempt %d)"
            .formatted(
                zone.toText(), Endpoint.print(address), how, notify.serial(), notify.attempts());
    switch (state) {
      case ACKNOWLEDGED -> {
        metrics.acknowledged(zone);
        LOG.debug("{}", what);
      }
      case REFUSED -> {
        metrics.refused(zone);
        LOG.warn("{}", what);
      }
      default -> {
        metrics.unanswered(zone);
        LOG.warn("{}", what);
      }
    }
  }
}
