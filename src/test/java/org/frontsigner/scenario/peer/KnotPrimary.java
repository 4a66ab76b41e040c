package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/**
 * knotd as hidden primary; the differences between two zone files go to its journal, so it has IXFR
 * to give.
 */
public final class KnotPrimary implements HiddenPrimary {
  private final ZoneFolder folder;
  private final Path configuration;
  private final Endpoint endpoint = Endpoint.free();
  private final Daemon daemon;

  private KnotPrimary(Workspace workspace, String name, PrimarySetup setup) {
    folder = new ZoneFolder(workspace.folder(name));
    setup.zones().forEach(folder::write);
    configuration = folder.configuration("knot.conf", text(setup));
    daemon = workspace.start(name, "knotd", "-c", configuration);
  }

  /** Starts it and waits until it serves every zone. */
  public static KnotPrimary start(Workspace workspace, String name, PrimarySetup setup) {
    KnotPrimary primary = new KnotPrimary(workspace, name, setup);
    Serving.await(primary.daemon, primary.endpoint, setup.zones());
    return primary;
  }

  private String text(PrimarySetup setup) {
    return KnotText.server(folder.path(), endpoint)
        + KnotText.key(setup.key())
        + setup.notified().map(to -> KnotText.remote("notified", to, setup.key())).orElse("")
        + """
        acl:
          - id: transfer
            key: %s
            action: transfer
        template:
          - id: default
            storage: "%s"
            acl: transfer
            %s
            zonefile-sync: -1
            zonefile-load: difference
            journal-content: changes
            semantic-checks: off
        zone:
        """
            .formatted(
                setup.key().name(),
                folder.path(),
                setup.notified().isPresent() ? "notify: notified" : "")
        + setup.zones().stream().map(this::zone).collect(Collectors.joining());
  }

  private String zone(ZoneData zone) {
    return "  - domain: \"%s\"\n    file: \"%s\"\n"
        .formatted(zone.origin(), folder.file(zone.zone()));
  }

  @Override
  public void replace(ZoneData next) {
    folder.write(next);
    Command.of("knotc", "-c", configuration, "zone-reload", next.origin()).run().succeeded();
    Serving.await(daemon, endpoint, next.origin(), next.serial());
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public Daemon daemon() {
    return daemon;
  }

  @Override
  public long wholes(Name zone) {
    return daemon.logged("[" + zone + "] AXFR, outgoing");
  }

  @Override
  public long increments(Name zone) {
    return daemon.logged("[" + zone + "] IXFR, outgoing");
  }
}
