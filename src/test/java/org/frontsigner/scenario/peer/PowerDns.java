package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.zone.Denial;
import org.xbill.DNS.Name;

/**
 * pdns_server as a front-signer: secondary of the hidden primary, keys of its own, live signatures.
 * Zones and keys are set before it starts.
 */
public final class PowerDns {
  private static final String SCHEMA = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

  private final Workspace workspace;
  private final String name;
  private final Endpoint endpoint = Endpoint.free();
  private final ZoneFolder folder;
  private Daemon daemon;

  private PowerDns(Workspace workspace, String name) {
    this.workspace = workspace;
    this.name = name;
    folder = new ZoneFolder(workspace.folder(name));
    folder.configuration("pdns.conf", text());
  }

  /** Makes a database without zones; starts nothing. */
  public static PowerDns configured(Workspace workspace, String name) {
    PowerDns server = new PowerDns(workspace, name);
    server.sql(".read " + SCHEMA);
    return server;
  }

  /** Makes secondary zones of them, each with the keys that it is to be signed with. */
  public void frontSign(Map<Name, List<KeyFiles>> zones, Denial denial, Endpoint primary) {
    zones.forEach(
        (zone, keys) -> {
          pdnsutil("create-secondary-zone", zone, primary.withColon());
          keys.forEach(key -> importKey(zone, key));
          pdnsutil("set-meta", zone, "SOA-EDIT", "INCREMENT-WEEKS");
          deny(zone, denial);
        });
  }

  private void importKey(Name zone, KeyFiles key) {
    pdnsutil("import-zone-key", zone, key.privateFile(), "active", key.ksk() ? "ksk" : "zsk");
  }

  private void deny(Name zone, Denial denial) {
    switch (denial) {
      case NSEC -> {}
      case NSEC3 -> pdnsutil("set-nsec3", zone, "1 0 0 -");
      case NSEC3_OPT_OUT -> pdnsutil("set-nsec3", zone, "1 1 0 -");
      case NSEC3_NARROW -> pdnsutil("set-nsec3", zone, "1 0 0 -", "narrow");
    }
  }

  private void pdnsutil(Object... words) {
    Command.of("pdnsutil", "--config-dir=" + folder.path()).with(words).run().succeeded();
  }

  private void sql(String statement) {
    Command.of("sqlite3", folder.path().resolve("pdns.sqlite3"), statement).run().succeeded();
  }

  /** Starts it and waits until it serves these zones. */
  public PowerDns start(Iterable<Name> zones) {
    daemon = workspace.start(name, "pdns_server", "--config-dir=" + folder.path());
    zones.forEach(zone -> Serving.await(daemon, endpoint, zone));
    return this;
  }

  private String text() {
    Path path = folder.path();
    return """
    launch=gsqlite3
    gsqlite3-database=%1$s/pdns.sqlite3
    gsqlite3-dnssec=yes
    local-address=%2$s
    local-port=%3$d
    socket-dir=%1$s
    secondary=yes
    xfr-cycle-interval=1
    daemon=no
    guardian=no
    receiver-threads=1
    8bit-dns=yes
    direct-dnskey=yes
    dname-processing=yes
    zone-cache-refresh-interval=0
    security-poll-suffix=
    disable-syslog=yes
    loglevel=4
    """
        .formatted(path, endpoint.host(), endpoint.port());
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public void stop() {
    daemon.stop();
  }
}
