package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * An alias that leads back below the DNAME it came through. Unbound holds the second CNAME that is
 * made of one DNAME for data without a signature, so a chain ends before it.
 */
class RepeatedDnameIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String ZONE = "moved.example";

  @Test
  void unboundFindsWhatIsBehindTheSameDnameTwice() {
    ZoneData zone = ZoneData.of(ZONE, 1, "old DNAME new", "x.new CNAME y.old", "y.new A 192.0.2.1");
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", List.of(zone));
    Frontsigner frontsigner =
        Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    frontsigner.pull(ZONE, primary.endpoint());
    frontsigner.verb("secure-zone", ZONE);
    Unbound unbound =
        Unbound.start(
            workspace, "unbound", frontsigner.ds(ZONE), Map.of(zone.origin(), frontsigner.dns()));
    Name asked = ZoneData.name("x.old." + ZONE);
    assertThat(unbound.judge(asked, Type.A)).as(unbound.complaint(asked)).hasToString("SECURE");
    assertThat(Dig.at(unbound.endpoint()).data("x.old." + ZONE, "A")).contains("192.0.2.1");
  }
}
