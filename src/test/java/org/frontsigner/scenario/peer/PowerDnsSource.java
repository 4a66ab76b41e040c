package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.xbill.DNS.Name;

/** pdns_server as zones are moved away from it: they and their keys are in its SQLite file. */
public final class PowerDnsSource {
  private static final String SCHEMA = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

  private final Workspace workspace;
  private final String name;
  private final Endpoint endpoint = Endpoint.free();
  private final ZoneFolder folder;
  private Daemon daemon;

  private PowerDnsSource(Workspace workspace, String name) {
    this.workspace = workspace;
    this.name = name;
    folder = new ZoneFolder(workspace.folder(name));
    folder.configuration("pdns.conf", text());
  }

  /** Makes a database without zones; starts nothing. */
  public static PowerDnsSource configured(Workspace workspace, String name) {
    PowerDnsSource source = new PowerDnsSource(workspace, name);
    source.sql(".read " + SCHEMA);
    return source;
  }

  /** Runs pdnsutil, which must succeed. */
  public Output pdnsutil(Object... words) {
    return Command.of("pdnsutil", "--config-dir=" + folder.path()).with(words).run().succeeded();
  }

  /** Runs a statement, or a command of sqlite3, and gives what it prints. */
  public String sql(String statement) {
    return Command.of("sqlite3", database(), statement).run().succeeded().out();
  }

  /** The SQLite file. */
  public Path database() {
    return folder.path().resolve("pdns.sqlite3");
  }

  /** Starts it and waits until it serves the zones. */
  public PowerDnsSource start(Name... zones) {
    daemon = workspace.start(name, "pdns_server", "--config-dir=" + folder.path());
    for (Name zone : zones) {
      Serving.await(daemon, endpoint, zone);
    }
    return this;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  private String text() {
    return """
    launch=gsqlite3
    gsqlite3-database=%1$s
    gsqlite3-dnssec=yes
    local-address=%2$s
    local-port=%3$d
    socket-dir=%4$s
    daemon=no
    guardian=no
    receiver-threads=1
    8bit-dns=yes
    zone-cache-refresh-interval=0
    security-poll-suffix=
    disable-syslog=yes
    loglevel=4
    """
        .formatted(database(), endpoint.host(), endpoint.port(), folder.path());
  }
}
