package org.frontsigner.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import org.frontsigner.wire.Octets;

/**
 * One TCP connection to a peer, with messages framed by their lengths (RFC 1035, 4.2.2). An
 * interrupt of the thread that waits closes it. Not thread-safe.
 */
final class TcpExchange implements Carrier.Stream {
  private static final int LENGTH_OCTETS = 2;
  private static final int BUFFER_OCTETS = 1 << 18;

  private final SocketChannel channel;
  private final InputStream input;
  private final Pace pace;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private int from;
  private int to;

  private TcpExchange(SocketChannel channel, Pace pace) throws IOException {
    this.channel = channel;
    this.input = channel.socket().getInputStream();
    this.pace = pace;
  }

  /**
   * Connects.
   *
   * @throws IOException when that fails, or takes longer than {@code connectSeconds}
   */
  static TcpExchange connect(
      InetSocketAddress peer, Optional<InetAddress> source, int connectSeconds, Pace pace)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    boolean connected = false;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (source.isPresent()) {
        channel.bind(new InetSocketAddress(source.get(), 0));
      }
      connect(channel.socket(), peer, connectSeconds);
      TcpExchange exchange = new TcpExchange(channel, pace);
      connected = true;
      return exchange;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  @SuppressWarnings("UnusedException") // the time-out of a socket has nothing to add
  private static void connect(Socket socket, InetSocketAddress peer, int connectSeconds)
      throws IOException {
    try {
      socket.connect(peer, Math.multiplyExact(connectSeconds, 1000));
    } catch (SocketTimeoutException timeout) {
      throw new TooSlow("no connection for %d seconds".formatted(connectSeconds));
    }
  }

  /** Sends a message; a request is so short that the system takes it at once. */
  @Override
  public void send(byte[] message) throws IOException {
    byte[] framed = new byte[LENGTH_OCTETS + message.length];
    Octets.putU16(framed, 0, message.length);
    System.arraycopy(message, 0, framed, LENGTH_OCTETS, message.length);
    channel.socket().getOutputStream().write(framed);
  }

  @Override
  public Optional<byte[]> receive() throws IOException {
    if (!fill(LENGTH_OCTETS)) {
      return Optional.empty();
    }
    int length = Octets.u16(buffer, from);
    if (!fill(LENGTH_OCTETS + length)) {
      throw new EOFException("the connection was closed inside a message");
    }
    from += LENGTH_OCTETS;
    byte[] message = Arrays.copyOfRange(buffer, from, from + length);
    from += length;
    pace.receivedMessage();
    return Optional.of(message);
  }

  /** Brings so many octets into the buffer; false when the connection ends before the first. */
  private boolean fill(int octets) throws IOException {
    if (from + octets > buffer.length) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    while (to - from < octets) {
      int count = read();
      if (count < 0 && to == from) {
        return false;
      }
      if (count < 0) {
        throw new EOFException("the connection was closed inside a message");
      }
      to += count;
    }
    return true;
  }

  private int read() throws IOException {
    while (true) {
      channel.socket().setSoTimeout(pace.waitMillis());
      try {
        int count = input.read(buffer, to, buffer.length - to);
        pace.received(Math.max(0, count));
        return count;
      } catch (SocketTimeoutException timeout) {
        // The pace says which limit it was, or that the time-out was rounded.
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
