package org.frontsigner.transfer;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Optional;
import org.frontsigner.keeper.Primary;
import org.frontsigner.wire.MessageWriter;

/** The sockets of this machine. Thread-safe. */
final class Sockets implements Carrier {
  @Override
  public Stream connect(Primary primary, int connectSeconds, Pace pace) throws IOException {
    return TcpExchange.connect(primary.address(), primary.source(), connectSeconds, pace);
  }

  @Override
  public Datagrams datagrams(Primary primary) throws IOException {
    boolean v6 = primary.address().getAddress() instanceof Inet6Address;
    DatagramChannel channel =
        DatagramChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    boolean connected = false;
    try {
      if (primary.source().isPresent()) {
        channel.bind(new InetSocketAddress(primary.source().get(), 0));
      }
      channel.connect(primary.address());
      connected = true;
      return new Port(channel);
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  /** Not thread-safe. */
  private static final class Port implements Datagrams {
    private final DatagramChannel channel;
    private final DatagramPacket packet =
        new DatagramPacket(new byte[MessageWriter.OCTETS_MAX], 0, 0);

    Port(DatagramChannel channel) {
      this.channel = channel;
    }

    @Override
    public void send(byte[] message) throws IOException {
      channel.write(ByteBuffer.wrap(message));
    }

    @Override
    @SuppressWarnings("UnusedException") // the time-out of a socket has nothing to add
    public Optional<byte[]> receive(long waitMillis) throws IOException {
      try {
        packet.setLength(packet.getData().length);
        channel.socket().setSoTimeout((int) waitMillis);
        channel.socket().receive(packet);
        return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (SocketTimeoutException timeout) {
        return Optional.empty();
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
