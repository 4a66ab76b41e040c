package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/** A server of master files as they are, signed ones too. */
public final class StaticServer {
  private final Endpoint endpoint;
  private final Daemon daemon;

  private StaticServer(Endpoint endpoint, Daemon daemon) {
    this.endpoint = endpoint;
    this.daemon = daemon;
  }

  /** named, which loads whatever is legal. Waits until it serves every zone. */
  public static StaticServer bind(Workspace workspace, String name, Map<Name, Path> files) {
    return bind(workspace, name, files, "zone \"%s\" { type primary; file \"%s\"; };%n");
  }

  private static StaticServer bind(
      Workspace workspace, String name, Map<Name, Path> files, String form) {
    Endpoint endpoint = Endpoint.free();
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    String zones = joined(files, form);
    Path configuration =
        folder.configuration(
            "named.conf", BindText.options(folder.path(), endpoint) + "controls { };\n" + zones);
    Daemon daemon = workspace.start(name, "named", "-g", "-n", "1", "-c", configuration);
    return new StaticServer(endpoint, daemon).serving(files);
  }

  /** named again, giving transfers to anybody on the loopback: a hidden primary without a key. */
  public static StaticServer bindForAll(Workspace workspace, String name, Map<Name, Path> files) {
    return bind(
        workspace,
        name,
        files,
        "zone \"%s\" { type primary; file \"%s\"; allow-transfer { 127.0.0.0/8; }; };%n");
  }

  /** Likewise, of zones that are written to files first. */
  public static StaticServer bindForAll(
      Workspace workspace, String name, Collection<ZoneData> zones) {
    Path masters = workspace.folder(name + "-masters");
    Map<Name, Path> files = new TreeMap<>();
    for (ZoneData zone : zones) {
      files.put(zone.origin(), masters.resolve(zone.zone()));
      zone.write(files.get(zone.origin()));
    }
    return bindForAll(workspace, name, files);
  }

  /**
   * nsd, which proves an empty wildcard where named 9.18 does not. Waits until it serves every
   * zone.
   */
  public static StaticServer nsd(Workspace workspace, String name, Map<Name, Path> files) {
    return nsd(workspace, name, files, "zone:%n  name: \"%s\"%n  zonefile: \"%s\"%n");
  }

  /**
   * nsd again, giving transfers to anybody on 127.0.0.1: a hidden primary of what named refuses.
   */
  public static StaticServer nsdForAll(Workspace workspace, String name, Map<Name, Path> files) {
    String transfer = "  provide-xfr: 127.0.0.1 NOKEY%n";
    return nsd(workspace, name, files, "zone:%n  name: \"%s\"%n  zonefile: \"%s\"%n" + transfer);
  }

  private static StaticServer nsd(
      Workspace workspace, String name, Map<Name, Path> files, String form) {
    Endpoint endpoint = Endpoint.free();
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    String zones = joined(files, form);
    Path configuration =
        folder.configuration("nsd.conf", NsdText.server(folder.path(), endpoint) + zones);
    Daemon daemon = workspace.start(name, "nsd", "-d", "-c", configuration);
    return new StaticServer(endpoint, daemon).serving(files);
  }

  private static String joined(Map<Name, Path> files, String form) {
    return files.entrySet().stream()
        .map(zone -> form.formatted(zone.getKey(), zone.getValue()))
        .collect(Collectors.joining());
  }

  private StaticServer serving(Map<Name, Path> files) {
    files.keySet().forEach(zone -> Serving.await(daemon, endpoint, zone));
    return this;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public void stop() {
    daemon.stop();
  }
}
