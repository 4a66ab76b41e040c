package org.frontsigner.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the command line: a socket in the data directory that only its owner can open. Each
 * connection brings one call of an {@link Admin}'s method and takes its outcome; a bounded number
 * of them is served at once, each by a thread of its own. Thread-safe.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final long IDLE_THREAD_SECONDS = 30;

  private final Path socket;
  private final ServerSocketChannel listener;
  private final ControlLimits limits;
  private final ControlCalls calls;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<ControlConnection> open = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;

  private ControlServer(
      Path socket, ServerSocketChannel listener, Admin admin, ControlLimits limits) {
    this.socket = socket;
    this.listener = listener;
    this.limits = limits;
    this.calls = new ControlCalls(admin);
    this.workers =
        new ThreadPoolExecutor(
            0,
            limits.connectionsMax(),
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("control"));
    this.timer = new ScheduledThreadPoolExecutor(1, named("control-timer"));
    this.timer.setRemoveOnCancelPolicy(true);
    this.acceptor = new Thread(this::accept, "control-accept");
    this.acceptor.setDaemon(true);
  }

  /**
   * Listens at a socket, with mode 0600. One that was left behind is replaced.
   *
   * @throws Problem FAILED when somebody answers there, when a file that is no socket is in the
   *     way, or when the path is too long for a socket or can't be written
   */
  public static ControlServer start(Path socket, Admin admin, ControlLimits limits) {
    ServerSocketChannel listener = ControlSocket.listen(socket);
    ControlServer server = new ControlServer(socket, listener, admin, limits);
    server.acceptor.start();
    return server;
  }

  private static java.util.concurrent.ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        serve(listener.accept());
      } catch (ClosedChannelException closing) {
        return;
      } catch (IOException e) {
        LOG.warn("control socket {} can't accept a connection: {}", socket, e.getMessage());
        pause();
      }
    }
  }

  /** Out of file descriptors: at once it would only fail again. */
  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel channel) {
    ControlConnection connection = new ControlConnection(channel, calls, limits, timer);
    try {
      open.add(connection);
      workers.execute(
          () -> {
            try {
              connection.serve();
            } finally {
              open.remove(connection);
            }
          });
    } catch (RejectedExecutionException full) {
      open.remove(connection);
      LOG.warn("control socket {} refuses a call: {} at once", socket, limits.connectionsMax());
      connection.refuse(
          Problem.failed(
              "The daemon serves " + limits.connectionsMax() + " verbs already",
              "Try again when some of them have ended"));
    }
  }

  /** Stops listening, and gives what runs the time of the limits to end. */
  @Override
  public void close() {
    try {
      listener.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warn("control socket {} can't be removed: {}", socket, e.getMessage());
    }
    workers.shutdown();
    try {
      if (!workers.awaitTermination(limits.closeSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("control socket {} cuts {} calls off", socket, open.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(ControlConnection::close);
    workers.shutdownNow();
    timer.shutdownNow();
  }
}
