package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.WEEKS;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Rehearsal;
import org.frontsigner.keeper.fixture.Zones;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final String SHORT_LIVED = "3600 600 86400";

  private final World world = new World();

  private Rehearsal rehearse(String zone, String at, String period) {
    return Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of())
        .rehearse(zone, at, period);
  }

  private Rehearsal.OfZone zone(String at, String period) {
    return rehearse("example", at, period).zones().get(0);
  }

  private List<String> findings() {
    return zone("", "5w").findings().stream().map(CheckReport.Finding::message).toList();
  }

  @Test
  void whatIsRehearsedHappens() {
    world.signed(Zones.timed(7, SHORT_LIVED));
    Rehearsal.OfZone rehearsed = zone("", "5w");
    assertThat(rehearsed.turnovers()).hasSize(5);
    assertThat(rehearsed.findings()).isEmpty();
    for (Rehearsal.Turnover turnover : rehearsed.turnovers()) {
      assertThat(world.serial()).isEqualTo(turnover.serialBefore());
      world.clock.set(turnover.when());
      world.keepers.turnOver();
      world.keeper().confirm();
      assertThat(world.serial()).isEqualTo(turnover.serialAfter());
      assertThat(world.ready().plan().window().inception()).isEqualTo(turnover.inception());
      assertThat(world.ready().plan().window().expiration()).isEqualTo(turnover.expiration());
      assertThat(world.ready().signaturesOfWindow()).isEqualTo(turnover.signatures());
    }
  }

  @Test
  void nothingChanges() {
    world.signed(Zones.serial(7));
    var before = world.ready();
    int told = world.downstream.told().size();
    zone("2026-12-24", "52w");
    assertThat(world.ready()).isSameAs(before);
    assertThat(world.downstream.told()).hasSize(told);
    assertThat(world.newest().servedSerial()).isEqualTo(7 + WEEKS);
  }

  @Test
  void aTimeToComeBeginsWithTheSerialThatItWillHave() {
    world.signed(Zones.serial(7));
    Rehearsal.Turnover first = zone("2026-12-24", "1d").turnovers().get(0);
    assertThat(first.when()).isEqualTo(Instant.parse("2026-12-24T00:00:00Z"));
    assertThat(first.serialBefore()).isEqualTo(7 + WEEKS + 4);
    assertThat(first.serialAfter()).isEqualTo(7 + WEEKS + 5);
  }

  @Test
  void aSerialThatStaysIsAnError() {
    world.signed(Zones.timed(7, SHORT_LIVED));
    world.meta(MetadataKind.SOA_EDIT, "NONE");
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("the served serial stays 7 at 2026-11-26T00:00:00Z: no secondary notices");
  }

  @Test
  void aSecondaryThatDidNotHearTheLastNotifyIsNamed() {
    world.signed(Zones.timed(7, SHORT_LIVED));
    world.downstream.outcome(
        new Downstream.Outcome(
            World.SECONDARY, 7 + WEEKS, World.NOW, Downstream.State.UNANSWERED, 5));
    assertThat(findings())
        .singleElement()
        .asString()
        .startsWith("198.51.100.1:53 did not answer the last NOTIFY");
  }

  @Test
  void anExpireThatSignaturesDoNotOutlastIsAWarning() {
    world.signed(Zones.timed(7, "3600 600 2419200"));
    assertThat(findings())
        .singleElement()
        .asString()
        .contains(
            "may serve expired signatures for up to %d".formatted(2_419_200 + 3600 - 604_800));
  }

  @Test
  void aRefreshOfAWeekIsAnError() {
    world.signed(Zones.timed(7, "604800 600 604900"));
    assertThat(findings()).anyMatch(text -> text.contains("misses the NOTIFYs"));
  }

  @Test
  void pinnedTimesThatEndAreAnError() {
    world.signed(Zones.timed(7, SHORT_LIVED));
    world.meta(MetadataKind.SIGNATURE_VALIDITY, "20261101000000 20261201000000");
    assertThat(findings()).singleElement().asString().endsWith("after that the zone is bogus");
  }

  @Test
  void zonesThatAreNotSignedAreLeftAlone() {
    world.pulled(Zones.serial(7));
    assertThat(zone("", "5w").turnovers()).isEmpty();
    assertThat(findings()).containsExactly("it is not signed here, and no turnover changes it");
  }

  @Test
  void daysInUtcAndMomentsAreTaken() {
    world.signed(Zones.serial(7));
    assertThat(rehearse("", "2026-11-24", "36h").from())
        .isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    Rehearsal rehearsal = rehearse("", "2027-02-03T04:05:06Z", "3D");
    assertThat(Duration.between(rehearsal.from(), rehearsal.until())).isEqualTo(Duration.ofDays(3));
  }

  @Test
  void whatIsNoTimeIsRefused() {
    for (String at : List.of("x", "2026-02-30", "1999-01-01", "24.12.2026", "9999-01-01")) {
      assertThatThrownBy(() -> rehearse("", at, "1w"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(at);
    }
    for (String period : List.of("", "w", "0d", "-1w", "1y", "999999w", "99999w")) {
      assertThatThrownBy(() -> rehearse("", "", period)).isInstanceOf(Problem.class);
    }
  }
}
