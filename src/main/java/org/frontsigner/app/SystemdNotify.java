package org.frontsigner.app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager how the daemon is (sd_notify(3)), where it asks to be told. Where it
 * does not, nothing happens; what can't be told is logged and harms nothing. Thread-safe.
 */
public final class SystemdNotify implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotify.class);
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";
  private static final String WATCHDOG_PROCESS = "WATCHDOG_PID";
  private static final long SEND_SECONDS = 2;
  private static final long NANOS_A_MICRO = 1000;

  /** Null when nobody asks to be told. */
  private final DomainSocketAddress socket;

  private final Optional<Duration> watchdog;
  private EventLoopGroup loop;

  private SystemdNotify(DomainSocketAddress socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * The service manager that the environment names, if any.
   *
   * @param process the id of this process: of another's watchdog nothing is heeded
   */
  public static SystemdNotify of(Map<String, String> environment, long process) {
    String path = environment.getOrDefault(SOCKET, "");
    if (path.isEmpty()) {
      return new SystemdNotify(null, Optional.empty());
    }
    if (!Epoll.isAvailable()) {
      LOG.warn("{} is set, but can't be written to", SOCKET, Epoll.unavailabilityCause());
      return new SystemdNotify(null, Optional.empty());
    }
    return new SystemdNotify(address(path), watchdog(environment, process));
  }

  /** An address of the abstract namespace, written with an @, begins with a 0 (unix(7)). */
  private static DomainSocketAddress address(String path) {
    return new DomainSocketAddress(path.startsWith("@") ? '\0' + path.substring(1) : path);
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long process) {
    String micros = environment.getOrDefault(WATCHDOG, "");
    String whose = environment.getOrDefault(WATCHDOG_PROCESS, Long.toString(process));
    if (!micros.matches("\\d{1,15}") || !whose.equals(Long.toString(process))) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos(NANOS_A_MICRO * Long.parseLong(micros)))
        .filter(interval -> !interval.isZero());
  }

  /**
   * Within what time {@link #alive} must be said again and again, for the daemon not to be killed;
   * half of it is a good interval. Empty when nobody watches.
   */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The daemon serves. */
  public void ready() {
    send("READY=1");
  }

  /** The daemon is about to end. */
  public void stopping() {
    send("STOPPING=1");
  }

  /** The daemon is alive. */
  public void alive() {
    send("WATCHDOG=1");
  }

  private synchronized void send(String state) {
    if (socket == null) {
      return;
    }
    try {
      sendOrFail(state);
    } catch (IOException e) {
      LOG.warn("the service manager can't be told {}: {}", state, e.getMessage());
    }
  }

  /** Each time by a new connection, since the service manager may have restarted. */
  private void sendOrFail(String state) throws IOException {
    if (loop == null) {
      loop =
          new MultiThreadIoEventLoopGroup(
              1, new DefaultThreadFactory("systemd-notify", true), EpollIoHandler.newFactory());
    }
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(socket);
    Channel channel = connected.channel();
    try {
      await(connected);
      byte[] octets = state.getBytes(StandardCharsets.US_ASCII);
      await(channel.writeAndFlush(Unpooled.wrappedBuffer(octets)));
    } finally {
      channel.close().awaitUninterruptibly();
    }
  }

  private static void await(ChannelFuture future) throws IOException {
    if (!future.awaitUninterruptibly(SEND_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("it takes nothing for %d seconds".formatted(SEND_SECONDS));
    }
    if (!future.isSuccess()) {
      throw new IOException("its socket fails: " + future.cause(), future.cause());
    }
  }

  @Override
  public synchronized void close() {
    if (loop != null) {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
      loop = null;
    }
  }
}
