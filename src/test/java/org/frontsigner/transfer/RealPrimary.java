package org.frontsigner.transfer;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.frontsigner.keeper.Primary;

/** A server of another make as primary of example.org, in a folder and on a port of its own. */
final class RealPrimary implements AutoCloseable {
  private static final String SECRET = Script.KEY.secretBase64();

  /** The makes, with how they are told what to do. */
  enum Make {
    KNOT(
        """
        server:
          rundir: "%1$s"
          pidfile: "%1$s/knot.pid"
          listen: 127.0.0.1@%2$d
          udp-workers: 1
          tcp-workers: 1
        log:
          - target: stderr
            any: info
        database:
          storage: "%1$s"
        key:
          - id: transfer
            algorithm: hmac-sha256
            secret: %3$s
        acl:
          - id: transfer
            key: transfer
            action: transfer
        zone:
          - domain: example.org
            file: "%1$s/zone"
            acl: transfer
            zonefile-sync: -1
            zonefile-load: difference
            journal-content: changes
            semantic-checks: off
        """,
        "knotd -c %1$s/conf", "knotc -c %1$s/conf -b zone-reload example.org"),
    NSD(
        """
        server:
          server-count: 1
          ip-address: 127.0.0.1@%2$d
          username: ""
          chroot: ""
          database: ""
          zonesdir: "%1$s"
          pidfile: "%1$s/nsd.pid"
          xfrdfile: "%1$s/xfrd.state"
          zonelistfile: "%1$s/zone.list"
          xfrdir: "%1$s"
          xfrd-reload-timeout: 0
        remote-control:
          control-enable: yes
          control-interface: "%1$s/sock"
        key:
          name: transfer
          algorithm: hmac-sha256
          secret: "%3$s"
        zone:
          name: example.org
          zonefile: "%1$s/zone"
          provide-xfr: 127.0.0.1 transfer
          store-ixfr: yes
          create-ixfr: yes
        """,
        "nsd -d -c %1$s/conf", "nsd-control -c %1$s/conf reload example.org"),
    BIND(
        """
        options {
          directory "%1$s";
          pid-file "%1$s/named.pid";
          session-keyfile "%1$s/session.key";
          managed-keys-directory "%1$s";
          lock-file none;
          listen-on port %2$d { 127.0.0.1; };
          listen-on-v6 { none; };
          recursion no;
          dnssec-validation no;
          notify no;
        };
        controls { };
        key "transfer" { algorithm hmac-sha256; secret "%3$s"; };
        zone "example.org" {
          type primary;
          file "%1$s/zone";
          ixfr-from-differences yes;
          allow-transfer { key "transfer"; };
        };
        """,
        "named -g -n 1 -c %1$s/conf", "kill -HUP %2$d");

    private final String configuration;
    private final String start;
    private final String reload;

    Make(String configuration, String start, String reload) {
      this.configuration = configuration;
      this.start = start;
      this.reload = reload;
    }
  }

  private final Make make;
  private final Path folder;
  private final InetSocketAddress address;
  private final Process process;

  private RealPrimary(Make make, Path folder) throws IOException {
    this.make = make;
    this.folder = folder;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
    Files.writeString(
        folder.resolve("conf"), make.configuration.formatted(folder, address.getPort(), SECRET));
    this.process = run(command(make.start, 0));
  }

  /** Starts it on the zone that stands in {@code folder/zone}; it may not yet serve it. */
  static RealPrimary start(Make make, Path folder) throws IOException {
    return new RealPrimary(make, folder);
  }

  private static int freePort() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DatagramSocket udp =
            new DatagramSocket(new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()))) {
      return udp.getLocalPort();
    }
  }

  private List<String> command(String line, long pid) {
    List<String> command = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      command.add(command.isEmpty() ? path(word) : word.formatted(folder, pid));
    }
    return command;
  }

  private static String path(String program) {
    for (String place : List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/bin/")) {
      if (Files.isExecutable(Path.of(place + program))) {
        return place + program;
      }
    }
    throw new AssertionError(program + " is not installed: see README for the packages");
  }

  private Process run(List<String> command) throws IOException {
    File log = folder.resolve("log").toFile();
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  Primary primary() {
    return new Primary(address, Optional.of(Script.KEY), Optional.empty());
  }

  /** Has it read its zone file again. */
  void reload() throws IOException, InterruptedException {
    Process told = run(command(make.reload, process.pid()));
    if (!told.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("no answer to reload; " + log());
    }
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
