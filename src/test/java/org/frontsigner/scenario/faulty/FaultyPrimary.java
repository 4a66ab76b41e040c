package org.frontsigner.scenario.faulty;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * A primary of one zone that breaks its answers the way it is told to. It gives an honest SOA
 * record unless the fault says otherwise, and refuses every transfer that is not signed with its
 * key. The same seed gives the same octets.
 */
public final class FaultyPrimary implements AutoCloseable {
  private static final int UDP_OCTETS_MAX = 4096;
  private static final int IDLE_MAX_MILLISECONDS = 60_000;

  private final Endpoint endpoint = Endpoint.free();
  private final TsigSecret key;
  private final long seed;
  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicInteger transfers = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile Versions versions;

  private FaultyPrimary(ZoneData zone, TsigSecret key, long seed) throws IOException {
    this.key = key;
    this.seed = seed;
    versions = new Versions(zone, zone);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    udp = new DatagramSocket(endpoint.port(), loopback);
    tcp = new ServerSocket(endpoint.port(), 16, loopback);
  }

  /** Starts serving the zone without a fault. */
  public static FaultyPrimary start(ZoneData zone, TsigSecret key, long seed) throws IOException {
    FaultyPrimary primary = new FaultyPrimary(zone, key, seed);
    primary.run("udp", primary::serveDatagrams);
    primary.run("tcp", primary::acceptClients);
    return primary;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Goes on to the next version of the zone; the one before is remembered for incremental
   * transfers.
   */
  public void publish(ZoneData next) {
    versions = new Versions(versions.current(), next);
  }

  /** Misbehaves this way from now on. */
  public void behave(Fault next) {
    fault = next;
  }

  /** How many questions for the SOA record came. */
  public int probes() {
    return probes.get();
  }

  /** How many requests for a transfer came. */
  public int transfers() {
    return transfers.get();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private void serveDatagrams() throws IOException {
    byte[] buffer = new byte[UDP_OCTETS_MAX];
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      udp.receive(packet);
      byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
      answer(octets, new DatagramChannel(udp, packet.getSocketAddress()));
    }
  }

  private void acceptClients() throws IOException {
    while (!tcp.isClosed()) {
      Socket client = tcp.accept();
      clients.add(client);
      run("client", () -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(IDLE_MAX_MILLISECONDS);
      while (true) {
        byte[] octets = in.readNBytes(in.readUnsignedShort());
        answer(octets, new StreamChannel(out));
      }
    } finally {
      clients.remove(client);
    }
  }

  private void answer(byte[] octets, ReplyChannel channel) throws IOException {
    Message query = new Message(octets);
    if (query.getHeader().getOpcode() != Opcode.QUERY || query.getQuestion() == null) {
      return;
    }
    Exchange exchange =
        new Exchange(query, octets, key, versions, new Random(seed + transfers.get()), channel);
    int type = query.getQuestion().getType();
    if (type == Type.AXFR || type == Type.IXFR) {
      transfers.incrementAndGet();
      transfer(exchange);
    } else {
      probes.incrementAndGet();
      fault.probe(exchange);
    }
  }

  private void transfer(Exchange exchange) throws IOException {
    if (exchange.isSigned()) {
      fault.transfer(exchange);
    } else {
      exchange.refuse(Rcode.REFUSED);
    }
  }

  private void run(String what, Work work) {
    Thread thread = new Thread(() -> work(work), "faulty-primary-" + what + "-" + endpoint.port());
    thread.setDaemon(true);
    thread.start();
  }

  private static void work(Work work) {
    try {
      work.run();
    } catch (IOException closed) {
      // A closed socket is how threads end here, ours or the client's: nothing to tell anybody.
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** The zone as it was and as it is. */
  record Versions(ZoneData previous, ZoneData current) {}
}
