package org.frontsigner.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.frontsigner.scenario.peer.Serving;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Record;

/** knotd with keys of ours, which signs the same set with the same octets each time. */
final class KnotSigner {
  private static final String SINCE =
      """
      Created: 20200101000000
      Publish: 20200101000000
      Activate: 20200101000000
      """;

  private final Path folder;
  private final Endpoint endpoint = Endpoint.free();
  private final Path configuration;
  private final Daemon daemon;

  private KnotSigner(
      Workspace workspace, Algorithm algorithm, List<ZoneKey> keys, List<ZoneData> zones) {
    String name = "knot-" + algorithm.mnemonic().toLowerCase(Locale.ROOT);
    folder = workspace.folder(name);
    configuration = write("knot.conf", text(algorithm, zones));
    for (ZoneData zone : zones) {
      zone.write(folder.resolve(zone.zone() + ".zone"));
      keys.forEach(key -> hand(key, zone));
    }
    daemon = workspace.start(name, "knotd", "-c", configuration);
  }

  /** Starts it and waits until it serves every zone. */
  static KnotSigner start(
      Workspace workspace, Algorithm algorithm, List<ZoneKey> keys, List<ZoneData> zones) {
    KnotSigner knot = new KnotSigner(workspace, algorithm, keys, zones);
    for (ZoneData zone : zones) {
      Serving.await(knot.daemon, knot.endpoint, zone.origin());
    }
    return knot;
  }

  /** All records of the signed zone. */
  List<Record> transfer(ZoneData zone) {
    return WireTransfer.from(endpoint, zone.origin()).records();
  }

  private void hand(ZoneKey key, ZoneData zone) {
    String base = "K%s+%d".formatted(zone.zone(), key.keyTag());
    write(
        base + ".key",
        "%s IN DNSKEY %d 3 %d %s%n"
            .formatted(
                zone.origin(),
                key.flags(),
                key.algorithm().number(),
                Base64.getEncoder().encodeToString(key.material().publicKey())));
    write(base + ".private", KeyFile.print(key.material()).replace("v1.2", "v1.3") + SINCE);
    keymgr(zone, "import-bind", base + ".key");
  }

  private void keymgr(ZoneData zone, Object... words) {
    Command.of("keymgr", "-c", configuration, zone.origin())
        .with(words)
        .in(folder)
        .run()
        .succeeded();
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String text(Algorithm algorithm, List<ZoneData> zones) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        server:
          rundir: "%1$s"
          pidfile: "%1$s/knot.pid"
          listen: %2$s
          udp-workers: 1
          tcp-workers: 1
          background-workers: 1
        log:
          - target: stderr
            any: info
        database:
          storage: "%1$s"
        acl:
          - id: local
            address: 127.0.0.0/8
            action: transfer
        policy:
          - id: nsec
            manual: on
            algorithm: %3$s
            reproducible-signing: on
            cds-cdnskey-publish: always
          - id: nsec3
            manual: on
            algorithm: %3$s
            reproducible-signing: on
            nsec3: on
        template:
          - id: default
            storage: "%1$s"
            acl: local
            zonefile-sync: -1
            zonefile-load: whole
            journal-content: none
            semantic-checks: off
            dnssec-signing: on
        zone:
        """
            .formatted(folder, endpoint.withAt(), algorithm.mnemonic().toLowerCase(Locale.ROOT)));
    for (int i = 0; i < zones.size(); i++) {
      text.append("  - domain: \"%s\"\n".formatted(zones.get(i).origin()));
      text.append("    file: \"%s.zone\"\n".formatted(zones.get(i).zone()));
      text.append("    dnssec-policy: %s\n".formatted(i % 2 == 0 ? "nsec" : "nsec3"));
    }
    return text.toString();
  }
}
