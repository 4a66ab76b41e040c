package org.frontsigner.transfer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends single messages over TCP and waits for one answer to each, in a few threads. */
final class TcpAsker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpAsker.class);
  private static final int QUEUE_MAX = 1000;
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 5;

  private final int seconds;
  private final ThreadPoolExecutor threads;

  /** {@code seconds}: for a connection, and then for the answer. */
  TcpAsker(String name, int connections, int seconds) {
    this.seconds = seconds;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            connections,
            connections,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE_MAX),
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Sends a message; its answer is handed on in another thread, or nothing when none came.
   *
   * @return false when too many wait already, or it is closed: nothing is sent
   */
  boolean ask(byte[] message, InetSocketAddress peer, Consumer<Optional<byte[]>> then) {
    try {
      threads.execute(() -> then.accept(exchange(message, peer)));
      return true;
    } catch (RejectedExecutionException full) {
      LOG.debug("{} is not asked over TCP: {}", peer, full.getMessage());
      return false;
    }
  }

  private Optional<byte[]> exchange(byte[] message, InetSocketAddress peer) {
    Pace pace = new Pace(2 * seconds, seconds, 0, System::nanoTime);
    try (TcpExchange exchange = TcpExchange.connect(peer, Optional.empty(), seconds, pace)) {
      exchange.send(message);
      return exchange.receive();
    } catch (IOException failure) {
      LOG.debug("{} over TCP: {}", peer, Reasons.of(failure));
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
