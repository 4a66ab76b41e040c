package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.peer.World;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Wildcards beside empty non-terminals that lead to insecure delegations alone, with opt-out: what
 * does not exist below those is denied so that Unbound takes it (RFC 5155, 7.1 and 8.4), where it
 * calls the chain of dnssec-signzone bogus.
 */
class OptOutIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final ZoneData ZONE =
      ZoneData.of(
          "optout.example.",
          1,
          "*.x A 192.0.2.1",
          "d.e.x NS ns.elsewhere.example.",
          "a.*.y TXT \"below a wildcard that is empty\"",
          "d.c.b.y NS ns.elsewhere.example.",
          "d.z NS ns.elsewhere.example.",
          "* A 192.0.2.2");
  private static Frontsigner frontsigner;
  private static Unbound unbound;

  @BeforeAll
  static void start() {
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", List.of(ZONE));
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    frontsigner.pull(ZONE.zone(), primary.endpoint());
    frontsigner.verb("secure-zone", ZONE.zone());
    frontsigner.deny(ZONE.zone(), Denial.NSEC3_OPT_OUT);
    World world = World.start(workspace, "world", Map.of());
    unbound =
        Unbound.start(
            workspace,
            "unbound",
            frontsigner.ds(ZONE.zone()),
            world.homes(List.of(ZONE.origin()), frontsigner.dns()));
  }

  @Test
  void nothingIsBogusBesideAWildcard() {
    for (String above : List.of("e.x.", "x.", "c.b.y.", "b.y.", "y.", "z.", "")) {
      for (String child : List.of("nx.", "*.", "nx.nx.", "")) {
        Name name = ZoneData.name(child + above + ZONE.origin());
        for (int type : new int[] {Type.A, Type.TXT, Type.DS}) {
          assertThat(unbound.judge(name, type))
              .as("%s %s: %s", name, Type.string(type), unbound.complaint(name))
              .isNotEqualTo(Verdict.BOGUS);
        }
      }
    }
  }

  @Test
  void verifiersTakeTheTransfer() {
    Path file = workspace.folder("transfer").resolve("zone");
    Dig.at(frontsigner.dns()).transfer(ZONE.zone(), file);
    for (Verifier verifier : Verifier.values()) {
      verifier.judge(ZONE.origin(), file).succeeded();
    }
  }
}
