package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.APEX;
import static org.frontsigner.keeper.World.PRIMARY;
import static org.frontsigner.keeper.World.SECOND;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.keeper.fixture.Contents;
import org.frontsigner.keeper.fixture.FakeUpstream;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.IntakeRule;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** What a round is followed by, and what may happen during it. */
class RefreshPlanTest {
  private static final Zone SEVEN = Zones.serial(7);
  private static final Zone EIGHT = Zones.serial(8, "new 300 A 192.0.2.7");

  private final World world = new World();
  private final FakeUpstream.Server first = world.upstream.at(PRIMARY);
  private final FakeUpstream.Server second = world.upstream.at(SECOND);

  /** A zone of two primaries, at serial 7. */
  private Refresh twoPrimaries() {
    first.serves(SEVEN);
    second.serves(SEVEN);
    Refresh refresh = world.create(World.pulledFrom(PRIMARY, SECOND)).refresh();
    refresh.run(Optional.empty(), false);
    world.upstream.takeAsked();
    return refresh;
  }

  private String failure(PullOutcome outcome) {
    assertThat(outcome).isInstanceOf(PullOutcome.Failed.class);
    return ((PullOutcome.Failed) outcome).text();
  }

  private static Optional<java.net.InetSocketAddress> none() {
    return Optional.empty();
  }

  @Test
  void failuresAreRetriedLessAndLessOften() {
    twoPrimaries();
    first.isDown("down");
    second.isDown("down");
    world.pull();
    Duration once = untilNext();
    assertThat(once).isBetween(Duration.ofSeconds(540), Duration.ofSeconds(600));
    world.pull();
    assertThat(untilNext()).isBetween(Duration.ofSeconds(1080), Duration.ofSeconds(1200));
    for (int i = 0; i < 40; i++) {
      world.pull();
    }
    assertThat(untilNext()).isBetween(Duration.ofSeconds(3240), Duration.ofSeconds(3600));
    first.serves(SEVEN);
    world.pull();
    assertThat(untilNext()).isBetween(Duration.ofSeconds(3240), Duration.ofSeconds(3600));
    first.isDown("down");
    world.pull();
    assertThat(untilNext()).isBetween(Duration.ofSeconds(540), Duration.ofSeconds(600));
  }

  private Duration untilNext() {
    Instant next = world.agenda.check(APEX).orElseThrow();
    assertThat(world.keepers.nextCheck(APEX)).contains(next);
    return Duration.between(world.clock.instant(), next);
  }

  @Test
  void aZoneWithoutDataIsRetriedSoon() {
    world.create(World.pulledFrom(PRIMARY));
    world.pull();
    assertThat(untilNext()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void dataThatCanNotBeWrittenIsAFailureThatIsRetried() {
    twoPrimaries();
    first.serves(EIGHT);
    world.store.setFate(Fate.FAIL);
    assertThat(failure(world.pull())).contains("the disk is full");
    assertThat(untilNext()).isLessThan(Duration.ofSeconds(601));
    assertThat(world.serial()).isEqualTo(7);
    world.store.setFate(Fate.SUCCEED);
    world.pull();
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void aConfirmationThatCanNotBeWrittenIsRetried() {
    twoPrimaries();
    world.store.setFate(Fate.FAIL);
    assertThat(failure(world.pull())).contains("the disk is full");
    assertThat(untilNext()).isLessThan(Duration.ofSeconds(601));
  }

  @Test
  void aFaultOfTheProgramIsRetriedToo() {
    twoPrimaries();
    first.breaks(new IllegalStateException("a fault"));
    assertThatThrownBy(world::pull).hasMessage("a fault");
    assertThat(untilNext()).isLessThan(Duration.ofSeconds(601));
    world.keepers.checkDue(APEX);
    assertThat(world.keepers.checksWaiting()).isZero();
  }

  @Test
  void aZoneThatIsDeletedDuringTheRoundStaysDeleted() {
    twoPrimaries();
    first.serves(EIGHT);
    ZoneKeeper keeper = world.keeper();
    Refresh refresh = world.kept().refresh();
    world.upstream.setDuring(
        () -> {
          if (world.keepers.find(APEX).isPresent()) {
            world.keepers.delete(keeper);
          }
        });
    assertThat(failure(refresh.run(none(), false))).contains("was deleted");
    assertThat(world.served()).isNull();
    assertThat(world.store.zones()).isEmpty();
    assertThat(world.agenda.check(APEX)).isEmpty();
  }

  @Test
  void aZoneThatIsDeletedWhileItsPrimariesFailIsNotPlannedAgain() {
    twoPrimaries();
    first.isDown("down");
    second.isDown("down");
    ZoneKeeper keeper = world.keeper();
    Refresh refresh = world.kept().refresh();
    world.upstream.setDuring(
        () -> {
          if (world.keepers.find(APEX).isPresent()) {
            world.keepers.delete(keeper);
          }
        });
    refresh.run(none(), false);
    assertThat(world.agenda.check(APEX)).isEmpty();
    // Else what was counted after the deletion would be shown for ever.
    assertThat(world.heard).endsWith("deleted");
  }

  @Test
  void dataLoadedDuringTheRoundIsReplacedWhole() {
    twoPrimaries();
    first.serves(EIGHT, List.of(Zones.difference(SEVEN, EIGHT)));
    Zone loaded = Zones.serial(7, "loaded 300 A 192.0.2.7");
    world.upstream.setDuring(
        () -> {
          world.upstream.setDuring(() -> {});
          world.keeper().accept(loaded, new DataChange.Replaced(loaded), null);
        });
    world.pull();
    assertThat(Contents.of(world.ready().zone())).isEqualTo(Contents.of(EIGHT));
  }

  @Test
  void droppedRecordsAreCountedEachTime() {
    twoPrimaries();
    IntakeReport report =
        new IntakeReport(List.of(new IntakeReport.Entry(IntakeRule.DNSSEC_RECORD, 3, "a NSEC")));
    first.givesWhole(new Fetched.Whole(SEVEN, report));
    world.retrieve();
    world.retrieve();
    assertThat(world.heard.stream().filter("dropped 1"::equals)).hasSize(2);
  }

  @Test
  void aFloodOfNotifiesMakesNoFloodOfQuestions() {
    twoPrimaries();
    Refresh refresh = world.kept().refresh();
    for (int i = 0; i < 1000; i++) {
      refresh.check(Optional.of(Endpoint.parse(SECOND)));
    }
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + SECOND);
    assertThat(untilNext()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void whoHadToWaitIsNotForgotten() {
    twoPrimaries();
    Refresh refresh = world.kept().refresh();
    refresh.check(none());
    second.serves(EIGHT);
    refresh.check(Optional.of(Endpoint.parse(SECOND)));
    assertThat(world.serial()).isEqualTo(7);
    world.clock.pass(untilNext());
    world.keepers.checkDue(APEX);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void newsFollowedByNewsDoNotWait() {
    twoPrimaries();
    Refresh refresh = world.kept().refresh();
    for (int serial = 8; serial < 20; serial++) {
      first.serves(Zones.serial(serial));
      refresh.check(none());
      assertThat(world.serial()).isEqualTo(serial);
    }
  }

  @Test
  void aClockThatIsSetBackMakesNobodyWait() {
    twoPrimaries();
    Refresh refresh = world.kept().refresh();
    refresh.check(none());
    world.clock.pass(Duration.ofDays(-1));
    world.upstream.takeAsked();
    refresh.check(none());
    assertThat(world.upstream.takeAsked()).isNotEmpty();
  }
}
