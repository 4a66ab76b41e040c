package org.frontsigner.transfer;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.wire.MessageWriter;

/**
 * One UDP socket for IPv4 and one for IPv6, each opened when it is first needed. For one thread,
 * except {@link #wakeup}.
 */
final class NotifySockets implements AutoCloseable {
  private static final int DATAGRAMS_AT_ONCE_MAX = 512;

  private final Selector selector;
  private final Map<ProtocolFamily, InetAddress> sources = new HashMap<>();
  private final Map<ProtocolFamily, DatagramChannel> channels = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(MessageWriter.OCTETS_MAX);

  /** What is done with a datagram. */
  @FunctionalInterface
  interface Receiver {
    void received(InetSocketAddress from, byte[] message);
  }

  /**
   * Sockets; those with a source are opened at once.
   *
   * @param addresses what to send from: the first of each family counts, without any the system
   *     chooses
   * @throws IOException when one of the addresses is not this machine's
   */
  NotifySockets(List<InetAddress> addresses) throws IOException {
    addresses.forEach(address -> sources.putIfAbsent(family(address), address));
    selector = Selector.open();
    boolean opened = false;
    try {
      for (InetAddress source : sources.values()) {
        channel(family(source));
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private static ProtocolFamily family(InetAddress address) {
    return address instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  private DatagramChannel channel(ProtocolFamily family) throws IOException {
    DatagramChannel known = channels.get(family);
    if (known != null) {
      return known;
    }
    DatagramChannel channel = DatagramChannel.open(family);
    channels.put(family, channel);
    InetAddress source = sources.get(family);
    try {
      channel.bind(source == null ? null : new InetSocketAddress(source, 0));
    } catch (IOException failure) {
      throw new IOException("no socket at " + source + ": " + Reasons.of(failure), failure);
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    return channel;
  }

  /** Sends a datagram; when the system has no room for it, it is lost as on the way. */
  void send(byte[] message, InetSocketAddress to) throws IOException {
    ProtocolFamily family = family(to.getAddress());
    try {
      channel(family).send(ByteBuffer.wrap(message), to);
    } catch (IOException failure) {
      close(family);
      throw failure;
    }
  }

  /** Waits up to {@code millis} for datagrams, or for {@link #wakeup}, and hands them on. */
  void await(long millis, Receiver receiver) throws IOException {
    selector.select(millis);
    selector.selectedKeys().clear();
    for (ProtocolFamily family : List.copyOf(channels.keySet())) {
      try {
        receive(channels.get(family), receiver);
      } catch (IOException failure) {
        // A broken socket would be ready forever: the next NOTIFY opens another.
        close(family);
        throw failure;
      }
    }
  }

  private void receive(DatagramChannel channel, Receiver receiver) throws IOException {
    for (int i = 0; i < DATAGRAMS_AT_ONCE_MAX; i++) {
      buffer.clear();
      InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
      if (from == null) {
        return;
      }
      byte[] message = new byte[buffer.flip().remaining()];
      buffer.get(message);
      receiver.received(from, message);
    }
  }

  /** Ends the wait of the thread that is in {@link #await}, or the next one. */
  void wakeup() {
    selector.wakeup();
  }

  private void close(ProtocolFamily family) throws IOException {
    DatagramChannel channel = channels.remove(family);
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (ProtocolFamily family : List.copyOf(channels.keySet())) {
      close(family);
    }
    selector.close();
  }
}
