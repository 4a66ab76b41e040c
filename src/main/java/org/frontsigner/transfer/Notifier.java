package org.frontsigner.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
import java.util.function.Predicate;
import org.frontsigner.keeper.Downstream;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells secondaries of new serials over UDP, or TCP where asked (RFC 1996), each of them until it
 * answers or the attempts are used up. All of it but waiting on TCP happens in one thread; callers
 * only leave orders for it. Thread-safe.
 */
public final class Notifier implements Downstream, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final long CLOSE_MILLIS = 5000;
  private static final int TCP_CONNECTIONS = 8;
  private static final int TCP_SECONDS = 5;

  private final NotifyLimits limits;
  private final InstantSource clock;
  private final TransferMetrics metrics;
  private final NotifySockets sockets;
  private final Predicate<InetAddress> overTcp;
  private final TcpAsker tcp = new TcpAsker("notify-tcp", TCP_CONNECTIONS, TCP_SECONDS);
  private final Queue<Runnable> cameOverTcp = new ConcurrentLinkedQueue<>();
  private final NotifyOutcomes outcomes = new NotifyOutcomes();
  private final Queue<NotifyOrder> orders = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final NotifyRounds rounds;
  private final Thread thread;
  private volatile boolean closed;
  private long round;

  /**
   * A notifier, at work at once.
   *
   * @param sources what to send from: the first address of each family counts; without one the
   *     system chooses
   * @param overTcp which secondaries are told over TCP and not over UDP
   * @param clock the time that TSIG signs and is verified by
   * @param random gives the IDs of NOTIFYs
   * @throws UncheckedIOException when a source is not an address of this machine
   */
  public Notifier(
      NotifyLimits limits,
      List<InetAddress> sources,
      Predicate<InetAddress> overTcp,
      InstantSource clock,
      SecureRandom random,
      TransferMetrics metrics) {
    this.limits = limits;
    this.overTcp = overTcp;
    this.clock = clock;
    this.metrics = metrics;
    try {
      this.sockets = new NotifySockets(sources);
    } catch (IOException failure) {
      throw new UncheckedIOException("NOTIFYs can't be sent: " + failure.getMessage(), failure);
    }
    this.rounds = new NotifyRounds(limits, this::send, clock, random, this::changed);
    this.thread = new Thread(this::run, "notifier");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Override
  public synchronized void notify(DomainName zone, Soa served, List<Target> targets) {
    if (!closed) {
      order(zone, served, targets, true);
    }
  }

  @Override
  public synchronized void notifyAgain(DomainName zone, Soa served, List<Target> targets) {
    if (!closed) {
      order(zone, served, targets, false);
    }
  }

  @Override
  public synchronized void forget(DomainName zone) {
    if (!closed) {
      outcomes.forget(zone);
      orders.add(new NotifyOrder(zone, null, ++round, List.of(), true));
      sockets.wakeup();
    }
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
    sockets.wakeup();
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

  /** Stops telling; what was not answered is left as it is, and later orders are not heard. */
  @Override
  public void close() {
    synchronized (this) {
      // Not after the thread has closed the sockets: a closed selector must not be woken.
      if (!closed) {
        closed = true;
        sockets.wakeup();
      }
    }
    tcp.close();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (sockets) {
      while (!closed) {
        step();
      }
    } catch (IOException failure) {
      LOG.warn("The sockets of NOTIFY did not close: {}", Reasons.of(failure));
    }
  }

  private void step() {
    try {
      for (NotifyOrder order = orders.poll(); order != null; order = orders.poll()) {
        pending.addAndGet(-rounds.begin(order));
      }
      sockets.await(rounds.sendDue(), rounds::received);
      for (Runnable came = cameOverTcp.poll(); came != null; came = cameOverTcp.poll()) {
        came.run();
      }
    } catch (IOException failure) {
      LOG.warn("A socket of NOTIFY failed and is opened anew: {}", Reasons.of(failure));
    } catch (RuntimeException fault) {
      // What one secondary brought about must not keep all the others from being told.
      LOG.error("A NOTIFY is dropped for a fault of this program", fault);
    }
  }

  private void send(byte[] message, InetSocketAddress to) throws IOException {
    if (!overTcp.test(to.getAddress())) {
      sockets.send(message, to);
    } else if (!tcp.ask(message, to, answer -> answer.ifPresent(each -> came(to, each)))) {
      throw new IOException("too many wait for connections");
    }
  }

  private synchronized void came(InetSocketAddress from, byte[] answer) {
    if (!closed) {
      cameOverTcp.add(() -> rounds.received(from, answer));
      sockets.wakeup();
    }
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
