package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.peer.BindPrimary;
import org.frontsigner.scenario.peer.Brand;
import org.frontsigner.scenario.peer.HiddenPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.PublicSecondary;
import org.frontsigner.scenario.peer.SecondarySetup;
import org.frontsigner.scenario.peer.Serving;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One signed zone, handed on to a public secondary of each brand with TSIG and NOTIFY. */
class PublicSecondaryIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final TsigSecret HAND_ON = TsigSecret.random("hand-on", new SecureRandom());
  private static final ZoneData ZONE =
      ZoneData.of(
          "handed-on.example",
          10,
          "www A 192.0.2.1",
          "*.wild TXT \"x y\"",
          "a.b.ent TXT leaf",
          "cut NS ns.elsewhere.example.",
          "dname DNAME www");
  private static final Map<Brand, PublicSecondary> SECONDARIES = new EnumMap<>(Brand.class);
  private static Frontsigner frontsigner;
  private static HiddenPrimary primary;

  @BeforeAll
  static void start() {
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.usual()).start();
    frontsigner.know(PULL);
    frontsigner.know(HAND_ON);
    primary =
        BindPrimary.start(
            workspace, "primary", PrimarySetup.of(PULL, List.of(ZONE), frontsigner.dns()));
    frontsigner.pull(ZONE.zone(), PULL, primary.endpoint());
    frontsigner.verb("secure-zone", ZONE.zone());
    Map<Brand, Endpoint> places = new EnumMap<>(Brand.class);
    List.of(Brand.values()).forEach(brand -> places.put(brand, Endpoint.free()));
    // Who is refused at its start asks again much later.
    frontsigner.handOn(ZONE.zone(), HAND_ON, places.values().toArray(Endpoint[]::new));
    places.forEach(
        (brand, place) -> {
          SecondarySetup setup =
              new SecondarySetup(place, frontsigner.dns(), HAND_ON, List.of(ZONE.zone()));
          SECONDARIES.put(brand, brand.secondary(workspace, setup));
        });
    frontsigner.verb("notify", ZONE.zone());
  }

  @Test
  void secondariesServeWhatWeServeAndFollowNotify() {
    assertAllAgree();
    long before = served();
    primary.replace(ZONE.next("added A 192.0.2.2"));
    frontsigner.daemon().await("a new serial", Duration.ofSeconds(20), () -> served() != before);
    assertAllAgree();
    SECONDARIES.values().forEach(PublicSecondaryIT::assertHasAdded);
  }

  @Test
  void turningTheDenialTellsTheSecondaries() {
    frontsigner.verb("set-nsec3", ZONE.zone(), "1 0 0 -");
    assertAllAgree();
    frontsigner.verb("unset-nsec3", ZONE.zone());
    assertAllAgree();
  }

  @Test
  void aStartTellsTheSecondaries() {
    Daemon bind = SECONDARIES.get(Brand.BIND).daemon();
    String told = "zone %s/IN: notify from".formatted(ZONE.zone());
    frontsigner.kill();
    long before = bind.logged(told);
    frontsigner.start();
    bind.await("a NOTIFY", Duration.ofSeconds(20), () -> bind.logged(told) > before);
    turningTheDenialTellsTheSecondaries();
  }

  private static void assertAllAgree() {
    long serial = served();
    ZoneData ours = WireTransfer.from(frontsigner.dns(), ZONE.origin(), HAND_ON);
    SECONDARIES.forEach(
        (brand, secondary) -> {
          Serving.await(secondary.daemon(), secondary.endpoint(), ZONE.origin(), serial);
          ZoneData theirs = WireTransfer.from(secondary.endpoint(), ZONE.origin());
          assertThat(Comparison.differences(ours, theirs)).as(brand.word()).isEmpty();
        });
  }

  private static void assertHasAdded(PublicSecondary secondary) {
    assertThat(Dig.at(secondary.endpoint()).data("added." + ZONE.zone(), "A", "+dnssec"))
        .contains("192.0.2.2")
        .anyMatch(line -> line.startsWith("A 13 "));
  }

  private static long served() {
    return Ask.serial(frontsigner.dns(), ZONE.origin()).orElseThrow();
  }
}
