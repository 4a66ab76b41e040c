package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/**
 * Everything around the zones under test: an unsigned root in which every name has an address, and
 * the child zones.
 *
 * @param server who serves it
 * @param zones the root and the children
 */
public record World(StaticServer server, Map<Name, Path> zones) {

  /** Starts a server for the root and these children. */
  public static World start(Workspace workspace, String name, Map<Name, Path> children) {
    ZoneData root = ZoneData.of(".", 1, "* A 192.0.2.222");
    Path file = workspace.folder(name).resolve("root.zone");
    root.write(file);
    Map<Name, Path> zones = new TreeMap<>(children);
    zones.put(Name.root, file);
    return new World(StaticServer.bind(workspace, name, zones), zones);
  }

  /** Where a resolver finds each zone: those under test at {@code signer}, the rest here. */
  public Map<Name, Endpoint> homes(Iterable<Name> underTest, Endpoint signer) {
    Map<Name, Endpoint> homes = new TreeMap<>();
    zones.keySet().forEach(zone -> homes.put(zone, server.endpoint()));
    underTest.forEach(zone -> homes.put(zone, signer));
    return homes;
  }
}
