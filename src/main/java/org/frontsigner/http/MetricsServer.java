package org.frontsigner.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.prometheus.client.CollectorRegistry;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP for those who watch: {@code /metrics} for Prometheus, {@code /} for people and {@code
 * /health} for machines, none of which needs a key. One request a connection; connections, requests
 * and times are bounded. Thread-safe.
 */
public final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final int WORKERS = 2;
  private static final long IDLE_SECONDS = 30;
  private static final int BACKLOG = 64;

  private final HttpLimits limits;
  private final Pages pages;
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
  private final ExecutorService workers = workers();
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private Channel listener;

  private MetricsServer(Pages pages, HttpLimits limits) {
    this.pages = pages;
    this.limits = limits;
  }

  /** Their queue is bounded by the number of connections. */
  private static ExecutorService workers() {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("http-page", true));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  /**
   * Listens at an address.
   *
   * @param trouble says why the daemon is not healthy; empty when it is
   * @throws Problem FAILED when the address can't be listened at, as when its port is in use
   */
  public static MetricsServer start(
      InetSocketAddress address,
      CollectorRegistry registry,
      StatusPage status,
      Supplier<Optional<String>> trouble,
      HttpLimits limits) {
    MetricsServer server = new MetricsServer(new Pages(registry, status, trouble), limits);
    server.listen(address);
    return server;
  }

  private void listen(InetSocketAddress address) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    admit(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw Problem.failed(
          "HTTP can't listen at %s: %s"
              .formatted(Endpoint.print(address), bound.cause().getMessage()),
          "Choose another address with http.listen, or stop who listens there",
          bound.cause());
    }
    listener = bound.channel();
  }

  private void admit(SocketChannel channel) {
    if (open.size() >= limits.connectionsMax()) {
      LOG.debug("an HTTP connection more than {} is closed", limits.connectionsMax());
      HttpExchange.end(channel);
      return;
    }
    open.add(channel);
    HttpDecoderConfig config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(limits.requestLineOctetsMax())
            .setMaxHeaderSize(limits.headerOctetsMax());
    channel
        .pipeline()
        .addLast(new HttpServerCodec(config), new HttpExchange(pages, limits, workers));
  }

  /** Where it listens; the port that was chosen, where 0 was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Takes no connection any more, lets answers end, and then closes what is left. */
  @Override
  public void close() {
    if (listener != null) {
      listener.close().awaitUninterruptibly();
    }
    workers.shutdown();
    try {
      if (!workers.awaitTermination(limits.closeSeconds(), TimeUnit.SECONDS)) {
        LOG.debug("HTTP answers are cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.close().awaitUninterruptibly(limits.closeSeconds(), TimeUnit.SECONDS);
    loop.shutdownGracefully(0, limits.closeSeconds(), TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
