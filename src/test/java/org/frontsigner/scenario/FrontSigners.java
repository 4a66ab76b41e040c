package org.frontsigner.scenario;

import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.live.Rivals;
import org.frontsigner.scenario.peer.PowerDns;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.zone.Denial;
import org.xbill.DNS.Name;

/**
 * The product and pdns_server before the same hidden primary, with the same keys, denial, window
 * and serial policy.
 */
record FrontSigners(Frontsigner ours, PowerDns theirs) {
  // As many steps as PowerDNS takes.
  private static final String ALIASES = "limits: { cname-chain-max: 10 }";

  /** Starts both and waits until they serve the zones. */
  static FrontSigners start(
      Workspace workspace, Map<Name, List<KeyFiles>> zones, Denial denial, Endpoint primary) {
    PowerDns theirs = PowerDns.configured(workspace, "powerdns-" + denial);
    theirs.frontSign(zones, denial, primary);
    Frontsigner ours =
        Frontsigner.configured(workspace, "frontsigner-" + denial, Settings.open().with(ALIASES));
    ours.start();
    zones.forEach((zone, keys) -> frontSign(ours, zone.toString(true), keys, denial, primary));
    theirs.start(zones.keySet());
    return new FrontSigners(ours, theirs);
  }

  // The primary comes last: what is served before the keys would raise the serial, and PowerDNS
  // does not count changes of keys.
  private static void frontSign(
      Frontsigner ours, String zone, List<KeyFiles> keys, Denial denial, Endpoint primary) {
    ours.create(zone, Endpoint.free());
    keys.forEach(
        key -> ours.verb("import-zone-key", zone, key.privateFile(), key.ksk() ? "ksk" : "zsk"));
    if (denial != Denial.NSEC) {
      ours.deny(zone, denial);
    }
    ours.verb("change-slave-zone-master", zone, primary.withColon());
    ours.verb("retrieve", zone);
  }

  Rivals rivals() {
    return new Rivals(ours.dns(), theirs.endpoint());
  }

  void stop() {
    ours.stop();
    theirs.stop();
  }
}
