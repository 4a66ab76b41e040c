package org.frontsigner.server;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * DNS over UDP and TCP on the addresses of the configuration. Thread-safe.
 *
 * <p>Made by {@link #start}; ends in order by {@link #close}: no new connections and datagrams,
 * then what was asked is answered within {@value #CLOSE_SECONDS} seconds, then all is cut off.
 */
public final class DnsServer implements AutoCloseable {
  private static final int CLOSE_SECONDS = 5;
  private static final long CLOSE_LOOK_MILLIS = 20;
  private static final long IDLE_THREAD_SECONDS = 30;

  private final Incidents incidents;
  private final EventLoopGroup loops;
  private final ThreadPoolExecutor transferThreads;
  private final Connections connections;
  private final List<Channel> listeners = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private DnsServer(ServerSettings settings, ServerMetrics metrics) {
    this.incidents = new Incidents(metrics);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            settings.threads(), new DefaultThreadFactory("dns", true), Sockets.ioHandlers());
    this.transferThreads = transferThreads(settings);
    this.connections = new Connections(settings.tcp(), metrics, incidents);
  }

  /** A transfer has one task at most: so the queue is never full. */
  private static ThreadPoolExecutor transferThreads(ServerSettings settings) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(settings.transfersMax()),
            new DefaultThreadFactory("dns-transfer", true));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Listens on all addresses, or on none.
   *
   * @throws CannotListen when an address is in use, even by one who would share it, is not this
   *     machine's, or may not be used by this user
   */
  public static DnsServer start(ServerSettings settings, Services services, ServerMetrics metrics) {
    DnsServer server = new DnsServer(settings, metrics);
    boolean started = false;
    try {
      server.listen(settings, services, metrics);
      started = true;
    } finally {
      if (!started) {
        server.close();
      }
    }
    return server;
  }

  /**
   * Finds out whether all addresses can be listened on, without keeping them.
   *
   * @throws CannotListen when one can't
   */
  public static void requireFree(List<InetSocketAddress> addresses) {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("dns-probe", true), Sockets.ioHandlers());
    try {
      Sockets sockets = new Sockets(loops, 1);
      addresses.forEach(sockets::requireFree);
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private void listen(ServerSettings settings, Services services, ServerMetrics metrics) {
    TransferHandler transfers =
        new TransferHandler(settings, services, metrics, incidents, transferThreads);
    TcpHandler.Common common =
        new TcpHandler.Common(settings.tcp(), connections, transfers, incidents);
    FastThreadLocal<QueryHandler> queries =
        new FastThreadLocal<>() {
          @Override
          protected QueryHandler initialValue() {
            return new QueryHandler(settings, services, metrics, incidents);
          }
        };
    Sockets sockets = new Sockets(loops, settings.threads());
    for (InetSocketAddress address : settings.listen()) {
      Sockets.Bound bound =
          sockets.listen(
              address,
              channel -> new UdpHandler(queries.get(), incidents),
              channel -> new TcpHandler(channel, queries.get(), common));
      listeners.addAll(bound.channels());
      addresses.add(bound.address());
    }
  }

  /** The addresses listened on, in the order of the configuration, with the ports that they got. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** How many connections are open. */
  public int connectionCount() {
    return connections.size();
  }

  @Override
  public void close() {
    Sockets.close(listeners);
    connections.all().forEach(Connections.Connection::endInOrder);
    awaitConnections();
    connections.all().forEach(Connections.Connection::close);
    transferThreads.shutdownNow();
    loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void awaitConnections() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      while (connections.size() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(CLOSE_LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
