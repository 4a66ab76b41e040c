package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;

/** nsd as public secondary. */
public final class NsdSecondary implements PublicSecondary {
  private final Endpoint endpoint;
  private final Daemon daemon;

  private NsdSecondary(Workspace workspace, String name, SecondarySetup setup) {
    endpoint = setup.at();
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    Path configuration = folder.configuration("nsd.conf", text(folder, setup));
    daemon = workspace.start(name, "nsd", "-d", "-c", configuration);
  }

  /** Starts it; does not wait for zones. */
  public static NsdSecondary start(Workspace workspace, String name, SecondarySetup setup) {
    return new NsdSecondary(workspace, name, setup);
  }

  private static String text(ZoneFolder folder, SecondarySetup setup) {
    return NsdText.server(folder.path(), setup.at())
        + NsdText.key(setup.key())
        + """
        pattern:
          name: public
          request-xfr: %2$s %1$s
          allow-notify: 127.0.0.1 %1$s
          provide-xfr: 127.0.0.1 NOKEY
        """
            .formatted(setup.key().name(), setup.primary().withAt())
        + setup.zones().stream()
            .map(zone -> NsdText.zone(zone, "public", folder.file(zone)))
            .collect(Collectors.joining());
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public Daemon daemon() {
    return daemon;
  }
}
