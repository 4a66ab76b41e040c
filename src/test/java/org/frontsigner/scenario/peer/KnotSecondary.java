package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.xbill.DNS.Name;

/** knotd as public secondary. */
public final class KnotSecondary implements PublicSecondary {
  private final Endpoint endpoint;
  private final Path configuration;
  private final Daemon daemon;

  private KnotSecondary(Workspace workspace, String name, SecondarySetup setup) {
    endpoint = setup.at();
    ZoneFolder folder = new ZoneFolder(workspace.folder(name));
    configuration = folder.configuration("knot.conf", text(folder.path(), setup));
    daemon = workspace.start(name, "knotd", "-c", configuration);
  }

  /** Starts it; does not wait for zones. */
  public static KnotSecondary start(Workspace workspace, String name, SecondarySetup setup) {
    return new KnotSecondary(workspace, name, setup);
  }

  /** Looks at the primary now; returns when that is over, whatever came of it. */
  public void refresh(Name zone) {
    Command.of("knotc", "-c", configuration, "-b", "zone-refresh", zone).run();
  }

  private static String text(Path folder, SecondarySetup setup) {
    return KnotText.server(folder, setup.at())
        + KnotText.key(setup.key())
        + KnotText.remote("primary", setup.primary(), setup.key())
        + """
        acl:
          - id: notified
            key: %s
            action: notify
          - id: local
            address: 127.0.0.0/8
            action: transfer
        template:
          - id: default
            storage: "%s"
            master: primary
            acl: [notified, local]
            semantic-checks: off
        zone:
        """
            .formatted(setup.key().name(), folder)
        + setup.zones().stream()
            .map("  - domain: \"%s\"\n"::formatted)
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
