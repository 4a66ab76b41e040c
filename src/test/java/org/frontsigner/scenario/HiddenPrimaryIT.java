package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.frontsigner.scenario.peer.Brand;
import org.frontsigner.scenario.peer.HiddenPrimary;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.Serving;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An unsigned zone on a hidden primary of each brand, pulled with TSIG, followed by NOTIFY, served
 * signed.
 */
class HiddenPrimaryIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration FOLLOWS_MAX = Duration.ofSeconds(20);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final TsigSecret HAND_ON = TsigSecret.random("hand-on", new SecureRandom());
  private static Frontsigner frontsigner;

  @BeforeAll
  static void start() {
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.usual()).start();
    frontsigner.know(PULL);
    frontsigner.know(HAND_ON);
  }

  @ParameterizedTest
  @EnumSource
  void zoneIsPulledSignedAndFollowed(Brand brand) {
    ZoneData zone =
        ZoneData.of(brand.word() + ".example", 10, "www A 192.0.2.1", "*.wild TXT \"x y\"");
    HiddenPrimary primary =
        brand.primary(workspace, PrimarySetup.of(PULL, List.of(zone), frontsigner.dns()));
    takeOn(zone, primary.endpoint());
    long wholes = primary.wholes(zone.origin());
    long increments = primary.increments(zone.origin());
    assertThat(wholes).as("pulled by AXFR").isPositive();
    assertServedSigned("www." + zone.zone(), "192.0.2.1");
    assertHandedOnSigned(zone);
    long before = served(zone);

    primary.replace(zone.next("added A 192.0.2.2"));
    awaitAddress("added." + zone.zone(), "192.0.2.2");
    assertServedSigned("added." + zone.zone(), "192.0.2.2");
    assertThat(primary.increments(zone.origin())).as("followed by IXFR").isGreaterThan(increments);
    assertThat(primary.wholes(zone.origin())).as("followed by IXFR alone").isEqualTo(wholes);
    assertThat((int) (served(zone) - before)).as("the served serial rises").isPositive();
    assertHandedOnSigned(zone.next("added A 192.0.2.2"));
  }

  @Test
  void secondPrimaryIsAskedWhenTheFirstIsDown() {
    ZoneData zone = ZoneData.of("failover.example", 10, "www A 192.0.2.1");
    KnotPrimary primary =
        KnotPrimary.start(workspace, "failover", PrimarySetup.silent(PULL, List.of(zone)));
    frontsigner.pull(zone.zone(), PULL, Endpoint.free(), primary.endpoint());
    assertThat(Dig.at(frontsigner.dns()).data("www." + zone.zone(), "A"))
        .containsExactly("192.0.2.1");
  }

  @Test
  void restartServesEveryZoneWithoutAskingAPrimary() {
    ZoneData zone = ZoneData.of("restart.example", 10, "www A 192.0.2.1");
    KnotPrimary primary =
        KnotPrimary.start(workspace, "restart", PrimarySetup.silent(PULL, List.of(zone)));
    takeOn(zone, primary.endpoint());
    long before = served(zone);
    primary.daemon().stop();
    frontsigner.stop();
    frontsigner.start();
    assertThat(served(zone)).isEqualTo(before);
    assertServedSigned("www." + zone.zone(), "192.0.2.1");
  }

  @Test
  void forcedRetrieveOfUnchangedDataLeavesTheServedSerial() {
    ZoneData zone = ZoneData.of("unchanged.example", 10, "www A 192.0.2.1");
    KnotPrimary primary =
        KnotPrimary.start(workspace, "unchanged", PrimarySetup.silent(PULL, List.of(zone)));
    takeOn(zone, primary.endpoint());
    long before = served(zone);
    frontsigner.verb("retrieve", zone.zone());
    assertThat(served(zone)).isEqualTo(before);
  }

  private static void takeOn(ZoneData zone, Endpoint primary) {
    frontsigner.pull(zone.zone(), PULL, primary);
    frontsigner.verb("secure-zone", zone.zone());
    frontsigner.verb("activate-tsig-key", zone.zone(), HAND_ON.name(), "master");
    Serving.await(frontsigner.daemon(), frontsigner.dns(), zone.origin());
  }

  private static void awaitAddress(String name, String address) {
    frontsigner
        .daemon()
        .await(
            name + " has " + address,
            FOLLOWS_MAX,
            () -> Dig.at(frontsigner.dns()).data(name, "A").contains(address));
  }

  private static void assertServedSigned(String name, String address) {
    List<String> data = Dig.at(frontsigner.dns()).data(name, "A", "+dnssec");
    assertThat(data).as(name).contains(address).anyMatch(line -> line.startsWith("A 13 3 3600 "));
  }

  private static void assertHandedOnSigned(ZoneData unsigned) {
    assertThat(Dig.at(frontsigner.dns()).transferOutcome(unsigned.zone()))
        .contains("Transfer failed");
    Path file = workspace.folder("transfers").resolve(unsigned.zone());
    Dig.at(frontsigner.dns(), HAND_ON).transfer(unsigned.zone(), file);
    Verifier.LDNS_VERIFY_ZONE.judge(unsigned.origin(), file).succeeded();
    ZoneData signed = WireTransfer.from(frontsigner.dns(), unsigned.origin(), HAND_ON);
    assertThat(signed.records()).containsAll(unsigned.withSerial(signed.serial()).records());
  }

  private static long served(ZoneData zone) {
    return Ask.serial(frontsigner.dns(), zone.origin()).orElseThrow();
  }
}
