package org.frontsigner.scenario.live;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.frontsigner.scenario.stage.Endpoint;

/**
 * Asks one server many queries, many of them under way at a time. Each answer is told by its ID.
 * Not for use by several threads.
 */
public final class Client {
  private static final int BATCH = 10_000;
  private static final int UNDER_WAY_MAX = 100;
  private static final int TRIES_MAX = 5;
  private static final int WAIT_MILLISECONDS = 2_000;
  private static final int OCTETS_MAX = 65_535;

  private final Endpoint server;

  public Client(Endpoint server) {
    this.server = server;
  }

  /** The answers, each in the place of its query. */
  public List<Reply> ask(List<Query> queries) {
    List<Reply> replies = new ArrayList<>(queries.size());
    for (int from = 0; from < queries.size(); from += BATCH) {
      List<Query> batch = queries.subList(from, Math.min(from + BATCH, queries.size()));
      byte[][] wires = new byte[batch.size()][];
      try {
        askOverUdp(batch, wires);
        askOverTcp(batch, wires);
      } catch (IOException broken) {
        throw new UncheckedIOException(server.withAt() + ": " + broken.getMessage(), broken);
      }
      Arrays.stream(wires).map(Reply::of).forEach(replies::add);
    }
    return replies;
  }

  private void askOverUdp(List<Query> batch, byte[][] wires) throws IOException {
    Deque<Integer> waiting = places(batch, false);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server.socket());
      socket.setSoTimeout(WAIT_MILLISECONDS);
      for (int round = 0; !waiting.isEmpty(); round++) {
        if (round == TRIES_MAX) {
          throw new AssertionError("no answer to " + batch.get(waiting.getFirst()));
        }
        exchange(socket, batch, waiting, wires);
      }
    }
  }

  // What gets no answer is still in `waiting` at the end, for another round.
  private static void exchange(
      DatagramSocket socket, List<Query> batch, Deque<Integer> waiting, byte[][] wires)
      throws IOException {
    Deque<Integer> unsent = new ArrayDeque<>(waiting);
    DatagramPacket packet = new DatagramPacket(new byte[OCTETS_MAX], OCTETS_MAX);
    int underWay = 0;
    try {
      while (!unsent.isEmpty() || underWay > 0) {
        while (!unsent.isEmpty() && underWay < UNDER_WAY_MAX) {
          int id = unsent.remove();
          byte[] query = batch.get(id).toWire(id);
          socket.send(new DatagramPacket(query, query.length));
          underWay++;
        }
        packet.setLength(OCTETS_MAX);
        socket.receive(packet);
        keep(Arrays.copyOf(packet.getData(), packet.getLength()), wires);
        underWay--;
      }
    } catch (SocketTimeoutException lost) {
      // Asked again.
    }
    waiting.removeIf(id -> wires[id] != null);
  }

  private void askOverTcp(List<Query> batch, byte[][] wires) throws IOException {
    Deque<Integer> waiting = places(batch, true);
    if (waiting.isEmpty()) {
      return;
    }
    try (Socket socket = new Socket(server.host(), server.port())) {
      socket.setSoTimeout(WAIT_MILLISECONDS * TRIES_MAX);
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (!waiting.isEmpty()) {
        int underWay = Math.min(UNDER_WAY_MAX, waiting.size());
        for (int i = 0; i < underWay; i++) {
          int id = waiting.remove();
          byte[] query = batch.get(id).toWire(id);
          out.writeShort(query.length);
          out.write(query);
        }
        out.flush();
        for (int i = 0; i < underWay; i++) {
          keep(in.readNBytes(in.readUnsignedShort()), wires);
        }
      }
    }
  }

  private static void keep(byte[] wire, byte[][] wires) {
    wires[(wire[0] & 0xFF) << 8 | (wire[1] & 0xFF)] = wire;
  }

  private static Deque<Integer> places(List<Query> batch, boolean overTcp) {
    Deque<Integer> places = new ArrayDeque<>();
    for (int i = 0; i < batch.size(); i++) {
      if ((batch.get(i).carrier() == Carrier.TCP) == overTcp) {
        places.add(i);
      }
    }
    return places;
  }
}
