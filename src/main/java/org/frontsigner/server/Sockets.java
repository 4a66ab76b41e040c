package org.frontsigner.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the listening sockets: by epoll where there is Linux, with one UDP socket for each event
 * loop and many datagrams for each call of the system; else by NIO. Not thread-safe.
 */
final class Sockets {
  private static final boolean EPOLL = Epoll.isAvailable();

  /** A query is far shorter; of a longer one the rest is lost, so that it is malformed. */
  private static final int DATAGRAM_OCTETS_MAX = 4096;

  private static final int DATAGRAMS_AT_ONCE = 32;
  private static final int UDP_BUFFER_OCTETS = 4 << 20;
  private static final int TCP_RECEIVE_OCTETS = 1 << 16;
  private static final int BACKLOG = 1024;

  /** A connection whose client has yet to take so much is asked nothing further. */
  private static final WriteBufferWaterMark TCP_WAITING =
      new WriteBufferWaterMark(1 << 16, 1 << 18);

  private static final WriteBufferWaterMark UDP_WAITING =
      new WriteBufferWaterMark(1 << 18, 1 << 20);

  /** From the headers of Linux: IPPROTO_IPV6 and IPV6_V6ONLY. */
  private static final IntegerUnixChannelOption IPV6_ONLY =
      new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

  /** From the headers of Linux: IP_MTU_DISCOVER and IPV6_MTU_DISCOVER, and the value OMIT. */
  private static final IntegerUnixChannelOption IPV4_PATH_MTU =
      new IntegerUnixChannelOption("IP_MTU_DISCOVER", 0, 10);

  private static final IntegerUnixChannelOption IPV6_PATH_MTU =
      new IntegerUnixChannelOption("IPV6_MTU_DISCOVER", 41, 23);

  /** No forged ICMP message makes answers go in fragments that could be forged in turn. */
  private static final int PATH_MTU_OMIT = 5;

  /** How often a port is looked for that is free for UDP and for TCP. */
  private static final int PORT_ATTEMPTS = 20;

  private final EventLoopGroup loops;
  private final int udpSockets;

  /** Sockets whose channels run in {@code loops}, of which there are {@code threads}. */
  Sockets(EventLoopGroup loops, int threads) {
    this.loops = loops;
    this.udpSockets = EPOLL ? threads : 1;
  }

  static IoHandlerFactory ioHandlers() {
    return EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /** An address with its channels. */
  record Bound(InetSocketAddress address, List<Channel> channels) {}

  /** Listens on an address for UDP and TCP; on port 0, on one that is free for both. */
  Bound listen(
      InetSocketAddress address,
      Function<Channel, ChannelHandler> udp,
      Function<Channel, ChannelHandler> tcp) {
    for (int left = PORT_ATTEMPTS; ; left--) {
      InetSocketAddress chosen = freeForUdp(address);
      Channel tcpListener;
      try {
        tcpListener = bindTcp(chosen, tcp);
      } catch (CannotListen taken) {
        if (address.getPort() == 0 && left > 1) {
          continue;
        }
        throw taken;
      }
      return new Bound(chosen, withUdp(tcpListener, chosen, udp));
    }
  }

  private List<Channel> withUdp(
      Channel tcpListener, InetSocketAddress address, Function<Channel, ChannelHandler> udp) {
    List<Channel> channels = new ArrayList<>(List.of(tcpListener));
    try {
      for (InetSocketAddress each : udpAddresses(address)) {
        for (int i = 0; i < udpSockets; i++) {
          channels.add(bind(udpBootstrap(each, udp, EPOLL), each, "UDP"));
        }
      }
      return channels;
    } catch (CannotListen taken) {
      close(channels);
      throw taken;
    }
  }

  /**
   * The address itself, and where it is a wildcard each address that this machine has now: from a
   * wildcard socket an answer might leave with another address than the one that was asked.
   */
  private static Set<InetSocketAddress> udpAddresses(InetSocketAddress address) {
    Set<InetSocketAddress> addresses = new LinkedHashSet<>(List.of(address));
    if (EPOLL && address.getAddress().isAnyLocalAddress()) {
      try {
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .map(local -> new InetSocketAddress(local, address.getPort()))
            .filter(local -> isIpv6(local) == isIpv6(address))
            .forEach(addresses::add);
      } catch (SocketException e) {
        throw new CannotListen(address, "UDP", e);
      }
    }
    return addresses;
  }

  /** Throws {@link CannotListen} when somebody has the address; keeps nothing. */
  void requireFree(InetSocketAddress address) {
    freeForUdp(address);
    bindTcp(address, Sockets::nothing).close().awaitUninterruptibly();
  }

  /** With a socket that shares its port with nobody, then closed; gives the port that it had. */
  private InetSocketAddress freeForUdp(InetSocketAddress address) {
    Channel probe = bind(udpBootstrap(address, Sockets::nothing, false), address, "UDP");
    InetSocketAddress bound = (InetSocketAddress) probe.localAddress();
    probe.close().awaitUninterruptibly();
    return new InetSocketAddress(address.getAddress(), bound.getPort());
  }

  /** Returns once their ports are free. */
  static void close(List<Channel> channels) {
    List<ChannelFuture> closings = channels.stream().map(Channel::close).toList();
    closings.forEach(ChannelFuture::awaitUninterruptibly);
  }

  private static ChannelHandler nothing(Channel channel) {
    return new ChannelInboundHandlerAdapter();
  }

  private static Channel bind(Bootstrap bootstrap, InetSocketAddress address, String protocol) {
    return bound(bootstrap.bind(address), address, protocol);
  }

  private static Channel bound(ChannelFuture future, InetSocketAddress address, String protocol) {
    future.awaitUninterruptibly();
    if (!future.isSuccess()) {
      throw new CannotListen(address, protocol, future.cause());
    }
    return future.channel();
  }

  private Bootstrap udpBootstrap(
      InetSocketAddress address, Function<Channel, ChannelHandler> handlers, boolean shared) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channelFactory(() -> udpChannel(address))
            .option(ChannelOption.SO_RCVBUF, UDP_BUFFER_OCTETS)
            .option(ChannelOption.SO_SNDBUF, UDP_BUFFER_OCTETS)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UDP_WAITING)
            .handler(initializer(handlers));
    if (!EPOLL) {
      return bootstrap.option(
          ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_OCTETS_MAX));
    }
    if (isIpv6(address)) {
      bootstrap.option(IPV6_ONLY, 1).option(IPV6_PATH_MTU, PATH_MTU_OMIT);
    } else {
      bootstrap.option(IPV4_PATH_MTU, PATH_MTU_OMIT);
    }
    return bootstrap
        .option(UnixChannelOption.SO_REUSEPORT, shared)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_OCTETS_MAX)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(DATAGRAM_OCTETS_MAX * DATAGRAMS_AT_ONCE));
  }

  private Channel bindTcp(InetSocketAddress address, Function<Channel, ChannelHandler> handlers) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(() -> EPOLL ? epollListener(address) : nioListener(address))
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_RCVBUF, TCP_RECEIVE_OCTETS)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, TCP_WAITING)
            .childHandler(initializer(handlers));
    if (EPOLL && isIpv6(address)) {
      bootstrap.option(IPV6_ONLY, 1);
    }
    return bound(bootstrap.bind(address), address, "TCP");
  }

  private static boolean isIpv6(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address;
  }

  private static SocketProtocolFamily family(InetSocketAddress address) {
    return isIpv6(address) ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
  }

  private static io.netty.channel.socket.DatagramChannel udpChannel(InetSocketAddress address) {
    return EPOLL
        ? new EpollDatagramChannel(family(address))
        : new NioDatagramChannel(family(address));
  }

  private static io.netty.channel.ServerChannel epollListener(InetSocketAddress address) {
    return new EpollServerSocketChannel(family(address));
  }

  private static io.netty.channel.ServerChannel nioListener(InetSocketAddress address) {
    return new NioServerSocketChannel(SelectorProvider.provider(), family(address));
  }

  private static ChannelInitializer<Channel> initializer(
      Function<Channel, ChannelHandler> handlers) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(handlers.apply(channel));
      }
    };
  }
}
