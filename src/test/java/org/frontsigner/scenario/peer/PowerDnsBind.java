package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.xbill.DNS.Name;

/** pdns_server with its bind backend: zones in a named.conf, keys in a SQLite file of their own. */
public final class PowerDnsBind {
  private final Workspace workspace;
  private final String name;
  private final Endpoint endpoint = Endpoint.free();
  private final ZoneFolder folder;
  private Daemon daemon;

  private PowerDnsBind(Workspace workspace, String name, Map<String, Path> zones) {
    this.workspace = workspace;
    this.name = name;
    folder = new ZoneFolder(workspace.folder(name));
    String statements =
        zones.entrySet().stream()
            .map(
                zone ->
                    "zone \"%s\" { type master; file \"%s\"; };\n"
                        .formatted(zone.getKey(), zone.getValue()))
            .collect(Collectors.joining());
    folder.configuration("named.conf", statements);
    folder.configuration("pdns.conf", text());
  }

  /** Makes the file for keys, and starts nothing. */
  public static PowerDnsBind configured(Workspace workspace, String name, Map<String, Path> zones) {
    PowerDnsBind server = new PowerDnsBind(workspace, name, zones);
    server.pdnsutil("create-bind-db", server.database());
    return server;
  }

  /** Runs pdnsutil, which must succeed. */
  public Output pdnsutil(Object... words) {
    return Command.of("pdnsutil", "--config-dir=" + folder.path()).with(words).run().succeeded();
  }

  /** The SQLite file of keys. */
  public Path database() {
    return folder.path().resolve("keys.sqlite3");
  }

  /** Starts it and waits until it serves the zone. */
  public PowerDnsBind start(Name zone) {
    daemon = workspace.start(name, "pdns_server", "--config-dir=" + folder.path());
    Serving.await(daemon, endpoint, zone);
    return this;
  }

  public void stop() {
    daemon.stop();
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  private String text() {
    return """
    launch=bind
    bind-config=%1$s/named.conf
    bind-dnssec-db=%1$s/keys.sqlite3
    local-address=%2$s
    local-port=%3$d
    socket-dir=%1$s
    daemon=no
    guardian=no
    receiver-threads=1
    8bit-dns=yes
    zone-cache-refresh-interval=0
    security-poll-suffix=
    disable-syslog=yes
    loglevel=4
    """
        .formatted(folder.path(), endpoint.host(), endpoint.port());
  }
}
