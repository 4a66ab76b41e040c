package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/** nsd as hidden primary; it makes IXFR from two zone files by itself when told to. */
public final class NsdPrimary implements HiddenPrimary {
  private final ZoneFolder folder;
  private final Path configuration;
  private final Endpoint endpoint = Endpoint.free();
  private final Daemon daemon;

  private NsdPrimary(Workspace workspace, String name, PrimarySetup setup) {
    folder = new ZoneFolder(workspace.folder(name));
    setup.zones().forEach(folder::write);
    configuration = folder.configuration("nsd.conf", text(setup));
    daemon = workspace.start(name, "nsd", "-d", "-c", configuration);
  }

  /** Starts it and waits until it serves every zone. */
  public static NsdPrimary start(Workspace workspace, String name, PrimarySetup setup) {
    NsdPrimary primary = new NsdPrimary(workspace, name, setup);
    Serving.await(primary.daemon, primary.endpoint, setup.zones());
    return primary;
  }

  private String text(PrimarySetup setup) {
    return NsdText.server(folder.path(), endpoint)
        + NsdText.key(setup.key())
        + """
        pattern:
          name: hidden
          provide-xfr: 127.0.0.1 %1$s
          store-ixfr: yes
          create-ixfr: yes
          %2$s
        """
            .formatted(
                setup.key().name(),
                setup
                    .notified()
                    .map(to -> "notify: %s %s".formatted(to.withAt(), setup.key().name()))
                    .orElse(""))
        + setup.zones().stream().map(this::zone).collect(Collectors.joining());
  }

  private String zone(ZoneData zone) {
    return NsdText.zone(zone.zone(), "hidden", folder.file(zone.zone()));
  }

  @Override
  public void replace(ZoneData next) {
    folder.write(next);
    Command.of("nsd-control", "-c", configuration, "reload", next.zone()).run().succeeded();
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
    return daemon.logged(": axfr for " + zone);
  }

  @Override
  public long increments(Name zone) {
    return daemon.logged(": ixfr for " + zone);
  }
}
