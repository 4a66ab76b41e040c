package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/**
 * named as hidden primary; {@code ixfr-from-differences} gives it a journal to answer IXFR from.
 */
public final class BindPrimary implements HiddenPrimary {
  private final ZoneFolder folder;
  private final Endpoint endpoint = Endpoint.free();
  private final Endpoint control = Endpoint.free();
  private final TsigSecret controlKey = TsigSecret.random("control", new SecureRandom());
  private final Path controlConfiguration;
  private final Daemon daemon;

  private BindPrimary(Workspace workspace, String name, PrimarySetup setup) {
    folder = new ZoneFolder(workspace.folder(name));
    setup.zones().forEach(folder::write);
    controlConfiguration = folder.configuration("rndc.conf", BindText.key(controlKey));
    Path configuration = folder.configuration("named.conf", text(setup));
    daemon = workspace.start(name, "named", "-g", "-n", "1", "-c", configuration);
  }

  /** Starts it and waits until it serves every zone. */
  public static BindPrimary start(Workspace workspace, String name, PrimarySetup setup) {
    BindPrimary primary = new BindPrimary(workspace, name, setup);
    Serving.await(primary.daemon, primary.endpoint, setup.zones());
    return primary;
  }

  private String text(PrimarySetup setup) {
    String notify =
        setup
            .notified()
            .map(
                to ->
                    "notify explicit; also-notify { %s key \"%s\"; };"
                        .formatted(to.withWord(), setup.key().name()))
            .orElse("notify no;");
    return BindText.options(folder.path(), endpoint)
        + BindText.key(setup.key())
        + BindText.key(controlKey)
        + "controls { inet %s port %d allow { 127.0.0.1; } keys { \"control\"; }; };\n"
            .formatted(control.host(), control.port())
        + setup.zones().stream()
            .map(zone -> zone(zone, setup.key(), notify))
            .collect(Collectors.joining());
  }

  private String zone(ZoneData zone, TsigSecret key, String notify) {
    return """
    zone "%s" {
      type primary;
      file "%s";
      ixfr-from-differences yes;
      allow-transfer { key "%s"; };
      %s
    };
    """
        .formatted(zone.zone(), folder.file(zone.zone()), key.name(), notify);
  }

  @Override
  public void replace(ZoneData next) {
    folder.write(next);
    Command.of(
            "rndc",
            "-c",
            controlConfiguration,
            "-s",
            control.host(),
            "-p",
            control.port(),
            "-y",
            "control")
        .with("reload", next.zone())
        .run()
        .succeeded();
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
    return daemon.logged("transfer of '" + zone.toString(true) + "/IN': AXFR started");
  }

  @Override
  public long increments(Name zone) {
    return daemon.logged("transfer of '" + zone.toString(true) + "/IN': IXFR started");
  }
}
