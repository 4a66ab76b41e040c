package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.frontsigner.scenario.peer.BindPrimary;
import org.frontsigner.scenario.peer.Brand;
import org.frontsigner.scenario.peer.HiddenPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.PublicSecondary;
import org.frontsigner.scenario.peer.SecondarySetup;
import org.frontsigner.scenario.peer.Serving;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.Metrics;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;

/**
 * Secondaries of each brand follow signed zones by increments alone (RFC 1995) and hold what a
 * whole transfer gives, whatever comes and goes: names, empty non-terminals, cuts and their DS.
 */
class IncrementIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final int ROUNDS = Boolean.getBoolean("frontsigner.long") ? 400 : 5;
  private static final int NAMES = 60;
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final TsigSecret HAND_ON = TsigSecret.random("hand-on", new SecureRandom());
  private static final Map<String, Denial> DENIALS =
      Map.of(
          "nsec.example", Denial.NSEC,
          "nsec3.example", Denial.NSEC3,
          "optout.example", Denial.NSEC3_OPT_OUT);
  private static final Map<Brand, PublicSecondary> SECONDARIES = new EnumMap<>(Brand.class);
  private static final Random RANDOM = new Random(1995);
  private static Frontsigner frontsigner;
  private static HiddenPrimary primary;

  @BeforeAll
  static void start() {
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.usual()).start();
    frontsigner.know(PULL);
    frontsigner.know(HAND_ON);
    List<ZoneData> first = DENIALS.keySet().stream().map(zone -> version(zone, 1)).toList();
    primary =
        BindPrimary.start(workspace, "primary", PrimarySetup.of(PULL, first, frontsigner.dns()));
    DENIALS.forEach(
        (zone, denial) -> {
          frontsigner.pull(zone, PULL, primary.endpoint());
          frontsigner.verb("secure-zone", zone);
          frontsigner.deny(zone, denial);
        });
    List<String> zones = List.copyOf(DENIALS.keySet());
    Map<Brand, Endpoint> places = new EnumMap<>(Brand.class);
    List.of(Brand.values()).forEach(brand -> places.put(brand, Endpoint.free()));
    // Who is refused at its start asks again much later.
    Endpoint[] secondaries = places.values().toArray(Endpoint[]::new);
    zones.forEach(zone -> frontsigner.handOn(zone, HAND_ON, secondaries));
    places.forEach(
        (brand, place) -> {
          SecondarySetup setup = new SecondarySetup(place, frontsigner.dns(), HAND_ON, zones);
          SECONDARIES.put(brand, brand.secondary(workspace, setup));
        });
    zones.forEach(zone -> frontsigner.verb("notify", zone));
  }

  /** Most of some names, each of one of many kinds. */
  private static ZoneData version(String zone, long serial) {
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < NAMES; number++) {
      if (RANDOM.nextInt(8) > 0) {
        lines.addAll(of(number));
      }
    }
    return ZoneData.of(zone, serial, lines.toArray(new String[0]));
  }

  private static List<String> of(int number) {
    String name = "n" + number;
    return switch (number % 6) {
      case 0 -> List.of(name + ".a.b" + number % 4 + " TXT leaf");
      case 1 -> List.of(name + " NS ns.elsewhere.");
      case 2 -> List.of(name + " NS ns." + name, "ns." + name + " A 192.0.2.9", ds(name));
      case 3 -> List.of("*." + name + " MX 10 n3");
      default -> List.of(name + " A 192.0.2." + number, name + " AAAA 2001:db8::" + number);
    };
  }

  private static String ds(String name) {
    return name + " DS 1 13 2 " + "ab".repeat(32);
  }

  @Test
  void secondariesFollowByIncrementsAlone() {
    DENIALS.keySet().forEach(IncrementIT::assertAllAgree);
    double wholes = transfers("whole");
    double increments = transfers("incremental");
    for (int round = 0; round < ROUNDS; round++) {
      int serial = 2 + round;
      DENIALS.keySet().forEach(zone -> change(zone, serial));
      DENIALS.keySet().forEach(zone -> awaitPulled(zone, serial));
      DENIALS.keySet().forEach(IncrementIT::assertAllAgree);
    }
    int changes = ROUNDS * DENIALS.size() * SECONDARIES.size();
    // What we ask for ourselves to compare is whole: one each time.
    assertThat(transfers("whole") - wholes).isEqualTo(ROUNDS * DENIALS.size());
    assertThat(transfers("incremental") - increments).isEqualTo(changes);
    SECONDARIES.forEach(
        (brand, secondary) ->
            assertThat(secondary.daemon().log()).as(brand.word()).doesNotContain("not exact"));
  }

  @Test
  void whatWasKeptOutlivesAKill() {
    String zone = "nsec3.example";
    Name name = ZoneData.name(zone);
    long old = Ask.serial(frontsigner.dns(), name).orElseThrow();
    change(zone, 5000);
    awaitPulled(zone, 5000);
    OptionalInt before = WireTransfer.since(frontsigner.dns(), name, old, HAND_ON);
    assertThat(before).isPresent();
    frontsigner
        .daemon()
        .await(
            "the difference on disk",
            Duration.ofSeconds(5),
            () -> Metrics.at(frontsigner.http()).value("zone_history_octets", zone) > 0);
    frontsigner.kill();
    frontsigner.start();
    assertThat(WireTransfer.since(frontsigner.dns(), name, old, HAND_ON)).isEqualTo(before);
    // Signatures were made anew for the same serial: what comes next must not build upon them.
    change(zone, 5001);
    awaitPulled(zone, 5001);
    assertAllAgree(zone);
  }

  private static void change(String zone, long serial) {
    primary.replace(version(zone, serial));
  }

  private static void awaitPulled(String zone, long serial) {
    frontsigner
        .daemon()
        .await(
            zone + " at " + serial,
            Duration.ofSeconds(20),
            () ->
                Metrics.at(frontsigner.http())
                        .value("zone_serial", "zone=\"" + zone + "\"", "side=\"primary\"")
                    == serial);
  }

  private static double transfers(String result) {
    return Metrics.at(frontsigner.http()).sum("transfers_out_total", "result=\"" + result + "\"");
  }

  private static void assertAllAgree(String zone) {
    long serial = Ask.serial(frontsigner.dns(), ZoneData.name(zone)).orElseThrow();
    ZoneData ours = WireTransfer.from(frontsigner.dns(), ZoneData.name(zone), HAND_ON);
    SECONDARIES.forEach(
        (brand, secondary) -> {
          Serving.await(secondary.daemon(), secondary.endpoint(), ZoneData.name(zone), serial);
          ZoneData theirs = WireTransfer.from(secondary.endpoint(), ZoneData.name(zone));
          assertThat(Comparison.differences(ours, theirs)).as(brand.word()).isEmpty();
        });
  }
}
