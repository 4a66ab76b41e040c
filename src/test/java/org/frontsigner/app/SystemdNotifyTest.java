package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service manager here is a datagram socket of the system. */
@Timeout(20)
final class SystemdNotifyTest {
  private static final long PROCESS = 4711;

  @TempDir private Path directory;
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private Channel manager(String address) {
    return new Bootstrap()
        .group(loop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(
                  ChannelHandlerContext context, DomainDatagramPacket packet) {
                heard.add(packet.content().toString(StandardCharsets.US_ASCII));
              }
            })
        .bind(new DomainSocketAddress(address))
        .syncUninterruptibly()
        .channel();
  }

  private static SystemdNotify notify(String socket) {
    return SystemdNotify.of(Map.of("NOTIFY_SOCKET", socket), PROCESS);
  }

  private String next() throws InterruptedException {
    return heard.poll(5, TimeUnit.SECONDS);
  }

  @Test
  void tellsEachStateInADatagramOfItsOwn() throws Exception {
    String socket = directory.resolve("notify").toString();
    manager(socket);
    try (SystemdNotify systemd = notify(socket)) {
      systemd.ready();
      systemd.alive();
      systemd.stopping();
    }
    assertThat(next()).isEqualTo("READY=1");
    assertThat(next()).isEqualTo("WATCHDOG=1");
    assertThat(next()).isEqualTo("STOPPING=1");
  }

  @Test
  void findsASocketInTheAbstractNamespace() throws Exception {
    String name = "frontsigner-test-" + ProcessHandle.current().pid();
    manager('\0' + name);
    try (SystemdNotify systemd = notify("@" + name)) {
      systemd.ready();
    }
    assertThat(next()).isEqualTo("READY=1");
  }

  @Test
  void findsTheSocketAgainAfterTheManagerHasRestarted() throws Exception {
    String socket = directory.resolve("notify").toString();
    Channel first = manager(socket);
    try (SystemdNotify systemd = notify(socket)) {
      systemd.ready();
      assertThat(next()).isEqualTo("READY=1");
      first.close().syncUninterruptibly();
      java.nio.file.Files.deleteIfExists(Path.of(socket));
      systemd.alive();
      manager(socket);
      systemd.alive();
    }
    assertThat(next()).isEqualTo("WATCHDOG=1");
    assertThat(heard).isEmpty();
  }

  @Test
  void staysSilentWhenNobodyAsks() {
    try (SystemdNotify systemd = SystemdNotify.of(Map.of(), PROCESS)) {
      systemd.ready();
      assertThat(systemd.watchdog()).isEmpty();
    }
  }

  @Test
  void knowsHowOftenTheWatchdogWantsToHear() {
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000"))).contains(Duration.ofMinutes(1));
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "4711")))
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void heedsNoWatchdogOfAnotherProcessAndNoneThatIsOff() {
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "1"))).isEmpty();
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "0"))).isEmpty();
    assertThat(watchdog(Map.of("WATCHDOG_USEC", "soon"))).isEmpty();
  }

  private static java.util.Optional<Duration> watchdog(Map<String, String> variables) {
    Map<String, String> environment = new java.util.HashMap<>(variables);
    environment.put("NOTIFY_SOCKET", "@nobody");
    try (SystemdNotify systemd = SystemdNotify.of(environment, PROCESS)) {
      return systemd.watchdog();
    }
  }
}
