package org.frontsigner.bridge;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server of others on a free port of 127.0.0.1, with one zone behind one TSIG key. */
final class PeerServer implements AutoCloseable {
  private static final int RECORDS = 6000;
  private static final Duration START_MAX = Duration.ofSeconds(20);

  private final Path directory;
  private final int port;
  private final Process process;

  private PeerServer(Path directory, int port, List<String> command) throws IOException {
    this.directory = directory;
    this.port = port;
    this.process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
  }

  static PeerServer knot(Path directory, TsigKey key) throws IOException {
    int port = prepare(directory);
    String configuration =
        """
        server:
          listen: 127.0.0.1@%2$d
          rundir: %1$s
        database:
          storage: %1$s
        key:
          - id: %3$s
            algorithm: %4$s
            secret: %5$s
        acl:
          - id: transfer
            key: %3$s
            action: transfer
        zone:
          - domain: zone.example
            file: %1$s/zone
            acl: transfer
        """
            .formatted(directory, port, name(key), algorithm(key), key.secretBase64());
    Path file = Files.writeString(directory.resolve("knot.conf"), configuration);
    return new PeerServer(directory, port, List.of("/usr/sbin/knotd", "-c", file.toString()));
  }

  static PeerServer nsd(Path directory, TsigKey key) throws IOException {
    int port = prepare(directory);
    String configuration =
        """
        server:
          ip-address: 127.0.0.1@%2$d
          zonesdir: "%1$s"
          pidfile: "%1$s/pid"
          xfrdfile: "%1$s/xfrd"
          zonelistfile: "%1$s/list"
          database: ""
          username: ""
        remote-control:
          control-enable: no
        key:
          name: "%3$s"
          algorithm: %4$s
          secret: "%5$s"
        zone:
          name: zone.example
          zonefile: "%1$s/zone"
          provide-xfr: 127.0.0.1 %3$s
        """
            .formatted(directory, port, name(key), algorithm(key), key.secretBase64());
    Path file = Files.writeString(directory.resolve("nsd.conf"), configuration);
    return new PeerServer(directory, port, List.of("/usr/sbin/nsd", "-d", "-c", file.toString()));
  }

  static PeerServer bind(Path directory, TsigKey key) throws IOException {
    int port = prepare(directory);
    String configuration =
        """
        options {
          directory "%1$s"; listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
          pid-file "%1$s/pid"; session-keyfile "%1$s/session"; recursion no; notify no;
        };
        controls { };
        key "%3$s" { algorithm %4$s; secret "%5$s"; };
        zone "zone.example" { type primary; file "zone"; allow-transfer { key "%3$s"; }; };
        """
            .formatted(directory, port, name(key), algorithm(key), key.secretBase64());
    Path file = Files.writeString(directory.resolve("named.conf"), configuration);
    return new PeerServer(
        directory, port, List.of("/usr/sbin/named", "-g", "-n", "1", "-c", file.toString()));
  }

  private static String name(TsigKey key) {
    return key.name().toText();
  }

  private static String algorithm(TsigKey key) {
    return key.algorithm() == TsigAlgorithm.HMAC_MD5 ? "hmac-md5" : key.algorithm().text();
  }

  private static int prepare(Path directory) throws IOException {
    Files.createDirectories(directory);
    StringBuilder zone = new StringBuilder("zone.example. 60 IN SOA ns h 1 2 3 4 5\n");
    zone.append("zone.example. 60 IN NS ns\nns.zone.example. 60 IN A 192.0.2.1\n");
    for (int i = 0; i < RECORDS; i++) {
      zone.append("h").append(i).append(".zone.example. 60 IN TXT \"").append(i).append("\"\n");
    }
    Files.writeString(directory.resolve("zone"), zone);
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /**
   * The messages that answer a request for a transfer over TCP, up to the second SOA record, or the
   * first message that is no transfer.
   */
  List<byte[]> transfer(byte[] request) throws IOException {
    try (Socket socket = connected()) {
      socket.setSoTimeout(10_000);
      byte[] framed = new byte[2 + request.length];
      framed[0] = (byte) (request.length >> 8);
      framed[1] = (byte) request.length;
      System.arraycopy(request, 0, framed, 2, request.length);
      socket.getOutputStream().write(framed);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      List<byte[]> messages = new ArrayList<>();
      long soas = 0;
      while (soas < 2) {
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        messages.add(message);
        Message parsed = Xbill.parsed(message);
        if (parsed.getHeader().getRcode() != 0) {
          return messages;
        }
        soas +=
            parsed.getSection(Section.ANSWER).stream()
                .filter(answer -> answer.getType() == Type.SOA)
                .count();
      }
      return messages;
    }
  }

  private Socket connected() throws IOException {
    Instant giveUp = Instant.now().plus(START_MAX);
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException notYet) {
        if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
          throw new IOException(Files.readString(directory.resolve("log")), notYet);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(interrupted));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
