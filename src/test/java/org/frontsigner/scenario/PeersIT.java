package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.frontsigner.scenario.peer.Brand;
import org.frontsigner.scenario.peer.HiddenPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.PublicSecondary;
import org.frontsigner.scenario.peer.SecondarySetup;
import org.frontsigner.scenario.peer.Serving;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.MasterFile;
import org.frontsigner.scenario.tool.TransferMeter;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The neighbours among themselves, without the product: proves that each of them does what the
 * other tests need.
 */
class PeersIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  @ParameterizedTest
  @CsvSource({"KNOT, NSD", "BIND, KNOT", "NSD, BIND"})
  void primaryFeedsSecondaryAndTellsItOfChanges(Brand above, Brand below) {
    ZoneData zone =
        ZoneData.of(above.word() + ".test", 10, "www A 192.0.2.1", "*.wild TXT \"x y\"");
    TsigSecret key = TsigSecret.random("transfer", new SecureRandom());
    Endpoint publicAt = Endpoint.free();
    HiddenPrimary primary = above.primary(workspace, PrimarySetup.of(key, List.of(zone), publicAt));
    PublicSecondary secondary =
        below.secondary(
            workspace, new SecondarySetup(publicAt, primary.endpoint(), key, List.of(zone.zone())));
    Serving.await(secondary.daemon(), publicAt, zone.origin(), 10);
    long wholes = primary.wholes(zone.origin());
    long increments = primary.increments(zone.origin());
    assertThat(wholes).isPositive();

    primary.replace(zone.next("added A 192.0.2.2"));
    Serving.await(secondary.daemon(), publicAt, zone.origin(), 11);
    assertThat(Dig.at(publicAt).data("added." + zone.zone(), "A")).containsExactly("192.0.2.2");
    assertThat(primary.increments(zone.origin())).isGreaterThan(increments);
    assertThat(primary.wholes(zone.origin())).isEqualTo(wholes);
    assertThat(Dig.at(primary.endpoint(), key).incrementRecords(zone.zone(), 10)).isEqualTo(5);
    assertThat(Dig.at(primary.endpoint()).transferOutcome(zone.zone())).contains("Transfer failed");
    assertThat(TransferMeter.measure(publicAt, zone.origin()).records())
        .isEqualTo(zone.records().size() + 2);
    Path transfer = workspace.folder("transfers").resolve(zone.zone());
    assertThat(
            MasterFile.read(Dig.at(publicAt).transfer(zone.zone(), transfer), zone.origin())
                .records())
        .containsAll(zone.withSerial(11).records())
        .hasSize(zone.records().size() + 1);
  }
}
