package org.frontsigner.transfer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.frontsigner.bridge.TsigCheck;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Primary;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;

/** A primary on loopback, UDP and TCP on one port, that does what a test tells it. */
final class FakePrimary implements AutoCloseable {
  /** What is done with a request over TCP; the connection is closed afterwards. */
  @FunctionalInterface
  interface Stream {
    void answer(byte[] request, Connection connection) throws IOException, InterruptedException;
  }

  /** The datagrams that answer a request. */
  @FunctionalInterface
  interface Datagrams {
    List<byte[]> answer(byte[] request);
  }

  static final Stream NO_STREAM = (request, connection) -> {};
  static final Datagrams NO_DATAGRAMS = request -> List.of();

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicReference<InetAddress> lastClient = new AtomicReference<>();
  private final Stream stream;
  private final Datagrams datagrams;

  FakePrimary(Stream stream, Datagrams datagrams) throws IOException {
    this.stream = stream;
    this.datagrams = datagrams;
    this.tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.udp = new DatagramSocket(new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()));
    threads.execute(this::acceptAll);
    threads.execute(this::receiveAll);
  }

  static FakePrimary streaming(Stream stream) throws IOException {
    return new FakePrimary(stream, NO_DATAGRAMS);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
  }

  Primary primary() {
    return new Primary(address(), Optional.empty(), Optional.empty());
  }

  Primary primary(TsigKey key) {
    return new Primary(address(), Optional.of(key), Optional.empty());
  }

  /** Where the last request came from. */
  InetAddress lastClient() {
    return lastClient.get();
  }

  private void acceptAll() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      lastClient.set(socket.getInetAddress());
      DataInputStream input = new DataInputStream(socket.getInputStream());
      byte[] request = input.readNBytes(input.readUnsignedShort());
      stream.answer(request, new Connection(socket));
    } catch (IOException gone) {
      // The client has what it wanted, or was told to break off.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void receiveAll() {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    while (!udp.isClosed()) {
      try {
        packet.setLength(4096);
        udp.receive(packet);
        lastClient.set(packet.getAddress());
        byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
        for (byte[] answer : datagrams.answer(request)) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    tcp.close();
    udp.close();
    threads.shutdownNow();
  }

  /** One accepted connection. */
  static final class Connection {
    private final Socket socket;
    private final DataOutputStream output;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.output = new DataOutputStream(socket.getOutputStream());
    }

    Connection send(byte[] message) throws IOException {
      byte[] framed = new byte[message.length + 2];
      Octets.putU16(framed, 0, message.length);
      System.arraycopy(message, 0, framed, 2, message.length);
      return sendOctets(framed);
    }

    Connection sendOctets(byte[] octets) throws IOException {
      output.write(octets);
      output.flush();
      return this;
    }

    /** Closes the connection with a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** The answer to {@code request}, with its ID and its question. */
  static byte[] answer(byte[] request, int flags, Rr... records) {
    return Script.write(
        Header.id(request, 0), flags, DomainName.at(request, 12), qtype(request), records);
  }

  private static int qtype(byte[] request) {
    return Octets.u16(request, 12 + DomainName.octetsAt(request, 12));
  }

  /** The answer, signed by who has the key. */
  static byte[] signed(TsigKey key, byte[] request, int flags, Rr... records) {
    TsigCheck.Verified verified = (TsigCheck.Verified) Script.check(request, key);
    return verified.signer().sign(answer(request, flags, records), Script.NOW);
  }
}
