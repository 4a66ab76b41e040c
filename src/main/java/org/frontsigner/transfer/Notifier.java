package org.frontsigner.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.frontsigner.keeper.Downstream;
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

  private final NotifySockets sockets;
  private final NotifyDesk desk;
  private final Predicate<InetAddress> overTcp;
  private final TcpAsker tcp = new TcpAsker("notify-tcp", TCP_CONNECTIONS, TCP_SECONDS);
  private final Queue<Runnable> cameOverTcp = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;

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
    this.overTcp = overTcp;
    try {
      this.sockets = new NotifySockets(sources);
    } catch (IOException failure) {
      throw new UncheckedIOException("NOTIFYs can't be sent: " + failure.getMessage(), failure);
    }
    this.desk =
        new NotifyDesk(
            limits, this::send, clock, System::nanoTime, random, metrics, sockets::wakeup);
    this.thread = new Thread(this::run, "notifier");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  @Override
  public synchronized void notify(DomainName zone, Soa served, List<Target> targets) {
    if (!closed) {
      desk.notify(zone, served, targets);
    }
  }

  @Override
  public synchronized void notifyAgain(DomainName zone, Soa served, List<Target> targets) {
    if (!closed) {
      desk.notifyAgain(zone, served, targets);
    }
  }

  @Override
  public synchronized void forget(DomainName zone) {
    if (!closed) {
      desk.forget(zone);
    }
  }

  @Override
  public List<Outcome> outcomes(DomainName zone) {
    return desk.outcomes(zone);
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
      sockets.await(desk.work(), desk::received);
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
      cameOverTcp.add(() -> desk.received(from, answer));
      sockets.wakeup();
    }
  }
}
