package org.frontsigner.scenario.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;

/**
 * The line between a client and a PostgreSQL server, which can be cut where it hurts: around the
 * order to commit. Thread-safe.
 */
public final class PostgresLine implements AutoCloseable {
  /** Where the line is cut next, for all connections. */
  public enum Cut {
    NOWHERE,
    /** The server gets the order to commit, and nobody hears what came of it. */
    AFTER_COMMIT,
    /** The server never gets the order. */
    BEFORE_COMMIT
  }

  private static final int OCTETS_MAX = 64 * 1024;
  private static final long SERVER_MILLIS = 300;
  private static final String COMMIT = "COMMIT\0";

  private final Endpoint server;
  private final String change;
  private final ServerSocket door;
  private final Map<Socket, Socket> ends = new ConcurrentHashMap<>();
  private volatile Cut cut = Cut.NOWHERE;
  private volatile boolean isDown;
  private volatile boolean staysDown;

  private PostgresLine(Endpoint server, String change, ServerSocket door) {
    this.server = server;
    this.change = change;
    this.door = door;
  }

  /**
   * A line to a server.
   *
   * @param change what is in the statements of the transactions at whose commit it may be cut; the
   *     client has to send all statements as text
   */
  public static PostgresLine to(Workspace workspace, Endpoint server, String change) {
    try {
      PostgresLine line =
          new PostgresLine(
              server, change, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      inBackground(line::accept);
      return workspace.own(line);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The port on the loopback that clients connect to. */
  public int port() {
    return door.getLocalPort();
  }

  /**
   * Cuts the line at the next order to commit.
   *
   * @param down whether no connection is made after that until {@link #mend}
   */
  public void cutAt(Cut where, boolean down) {
    staysDown = down;
    cut = where;
  }

  /** Whether the line was cut since {@link #cutAt}. */
  public boolean wasCut() {
    return cut == Cut.NOWHERE;
  }

  /** Lets connections be made again. */
  public void mend() {
    isDown = false;
  }

  private void accept() throws IOException {
    while (!door.isClosed()) {
      Socket client = door.accept();
      inBackground(() -> connect(client));
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      if (isDown) {
        throw new IOException("the line is down");
      }
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server.port());
      ends.put(client, behind);
      inBackground(() -> carry(behind, client, false));
      carry(client, behind, true);
    } finally {
      client.close();
    }
  }

  private void carry(Socket from, Socket to, boolean isOrders) throws IOException {
    boolean isChange = false;
    byte[] octets = new byte[OCTETS_MAX];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
        String text = new String(octets, 0, count, StandardCharsets.ISO_8859_1);
        isChange |= text.contains(change);
        if (isOrders && isChange && text.contains(COMMIT) && cut != Cut.NOWHERE) {
          isDown = staysDown;
          from.close();
          closeClients();
          cutNow(out, octets, count);
          return;
        }
        isChange &= !text.contains(COMMIT);
        out.write(octets, 0, count);
      }
    }
  }

  /** The client's end is closed by now: what the server says goes nowhere. */
  private void cutNow(OutputStream out, byte[] octets, int count) throws IOException {
    if (cut == Cut.AFTER_COMMIT) {
      out.write(octets, 0, count);
      out.flush();
    }
    cut = Cut.NOWHERE;
    try {
      TimeUnit.MILLISECONDS.sleep(SERVER_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (staysDown) {
      closeAll();
    }
  }

  private void closeClients() throws IOException {
    if (isDown) {
      for (Socket client : ends.keySet()) {
        client.close();
      }
    }
  }

  private void closeAll() throws IOException {
    for (Map.Entry<Socket, Socket> end : ends.entrySet()) {
      end.getKey().close();
      end.getValue().close();
    }
    ends.clear();
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** A connection that is cut ends its carriers, which is what cutting means. */
  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException gone) {
                Thread.currentThread().interrupt();
              }
            },
            "postgres-line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    closeAll();
  }
}
