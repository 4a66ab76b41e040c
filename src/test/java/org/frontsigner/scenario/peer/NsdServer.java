package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.xbill.DNS.Name;

/** nsd serving master files as they are, signed ones too: the rest of the world around a zone under test. */
public final class NsdServer {
  private final Endpoint endpoint = Endpoint.free();
  private final Daemon daemon;

  private NsdServer(Workspace workspace, String name, Map<Name, Path> files) {
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    Path configuration = folder.configuration("nsd.conf", text(folder.path(), files));
    daemon = workspace.start(name, "nsd", "-d", "-c", configuration);
  }

  /** Starts it and waits until it serves every zone. */
  public static NsdServer start(Workspace workspace, String name, Map<Name, Path> files) {
    NsdServer server = new NsdServer(workspace, name, files);
    files.keySet().forEach(zone -> Serving.await(server.daemon, server.endpoint, zone));
    return server;
  }

  private String text(Path folder, Map<Name, Path> files) {
    return NsdText.server(folder, endpoint)
        + "pattern:\n  name: world\n"
        + files.entrySet().stream()
            .map(zone -> NsdText.zone(zone.getKey().toString(), "world", zone.getValue()))
            .collect(Collectors.joining());
  }

  public Endpoint endpoint() {
    return endpoint;
  }
}
