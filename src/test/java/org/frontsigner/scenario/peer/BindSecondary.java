package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;

/** named as public secondary. */
public final class BindSecondary implements PublicSecondary {
  private final Endpoint endpoint;
  private final Daemon daemon;

  private BindSecondary(Workspace workspace, String name, SecondarySetup setup) {
    endpoint = setup.at();
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    Path configuration = folder.configuration("named.conf", text(folder, setup));
    daemon = workspace.start(name, "named", "-g", "-n", "1", "-c", configuration);
  }

  /** Starts it; does not wait for zones. */
  public static BindSecondary start(Workspace workspace, String name, SecondarySetup setup) {
    return new BindSecondary(workspace, name, setup);
  }

  private static String text(ZoneFolder folder, SecondarySetup setup) {
    return BindText.options(folder.path(), setup.at())
        + "controls { };\n"
        + BindText.key(setup.key())
        + setup.zones().stream()
            .map(zone -> zone(folder, zone, setup))
            .collect(Collectors.joining());
  }

  private static String zone(ZoneFolder folder, String zone, SecondarySetup setup) {
    return """
    zone "%s" {
      type secondary;
      file "%s";
      masterfile-format text;
      primaries { %s key "%s"; };
      allow-notify { key "%s"; };
      allow-transfer { 127.0.0.0/8; };
    };
    """
        .formatted(
            zone,
            folder.file(zone),
            setup.primary().withWord(),
            setup.key().name(),
            setup.key().name());
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
