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
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Metrics;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secondaries of each brand are seen to be current, and one that stands still to lag. */
class LaggingSecondaryIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final TsigSecret HAND_ON = TsigSecret.random("hand-on", new SecureRandom());
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final ZoneData ZONE = ZoneData.of("watched.example", 10, "www A 192.0.2.1");

  private final Frontsigner frontsigner =
      Frontsigner.configured(
          workspace,
          "frontsigner",
          Settings.usual().with("limits: { secondary-ask-seconds: 1, secondary-lag-seconds: 8 }"));

  private final Map<Brand, Endpoint> places = new EnumMap<>(Brand.class);

  @Test
  void oneThatStandsStillLagsUntilItHasCaughtUp() {
    frontsigner.start();
    frontsigner.know(PULL);
    frontsigner.know(HAND_ON);
    HiddenPrimary primary =
        BindPrimary.start(
            workspace, "primary", PrimarySetup.of(PULL, List.of(ZONE), frontsigner.dns()));
    frontsigner.pull(ZONE.zone(), PULL, primary.endpoint());
    frontsigner.verb("secure-zone", ZONE.zone());
    List.of(Brand.values()).forEach(brand -> places.put(brand, Endpoint.free()));
    frontsigner.handOn(ZONE.zone(), HAND_ON, places.values().toArray(Endpoint[]::new));
    Map<Brand, PublicSecondary> secondaries = new EnumMap<>(Brand.class);
    places.forEach(
        (brand, place) ->
            secondaries.put(
                brand,
                brand.secondary(
                    workspace,
                    new SecondarySetup(place, frontsigner.dns(), HAND_ON, List.of(ZONE.zone())))));
    frontsigner.verb("notify", ZONE.zone());
    places.values().forEach(place -> await(place, "CURRENT"));
    assertThat(shown()).contains("TSIG key: hand-on", "signatures until ");
    assertThat(frontsigner.verb("secondaries")).isEqualTo("No secondary lags");

    long pid = secondaries.get(Brand.KNOT).daemon().pid();
    Endpoint still = places.get(Brand.KNOT);
    Command.of("kill", "-STOP", Long.toString(pid)).run().succeeded();
    try {
      primary.replace(ZONE.next("added A 192.0.2.2"));
      await(still, "LAGGING since ");
      await(places.get(Brand.NSD), "CURRENT");
      await(places.get(Brand.BIND), "CURRENT");
      assertThat(lagging(still)).isEqualTo(1);
      assertThat(frontsigner.verb("secondaries")).contains(still.withColon() + ": LAGGING");
      assertThat(frontsigner.verb("secondaries", "--json")).contains("\"LAGGING\"");
      assertThat(alarms("ALARM", still)).isOne();
    } finally {
      Command.of("kill", "-CONT", Long.toString(pid)).run();
    }
    await(still, "CURRENT");
    assertThat(alarms("alarm over", still)).isOne();
    assertThat(lagging(still)).isNaN();
  }

  private String shown() {
    return frontsigner.verb("secondaries", ZONE.zone());
  }

  private void await(Endpoint secondary, String state) {
    frontsigner
        .daemon()
        .await(
            secondary.withColon() + " is " + state,
            SOON,
            () -> shown().contains(secondary.withColon() + ": " + state));
  }

  private double lagging(Endpoint secondary) {
    return Metrics.at(frontsigner.http())
        .value(
            "secondary_lagging",
            "zone=\"%s\"".formatted(ZONE.zone()),
            "secondary=\"%s\"".formatted(secondary.withColon()));
  }

  private long alarms(String what, Endpoint secondary) {
    return frontsigner
        .daemon()
        .logged(
            "%s: secondary-lagging: zone %s, secondary %s: "
                .formatted(what, ZONE.zone(), secondary.withColon()));
  }
}
