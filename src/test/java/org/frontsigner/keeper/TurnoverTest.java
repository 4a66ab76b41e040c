package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SignedRecords;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** The Thursday, and what is made ready for it. */
class TurnoverTest {
  private final World world = new World();

  @Test
  void aTurnoverIsTold() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY.minusSeconds(1));
    world.keepers.turnOver();
    assertThat(world.downstream.serials()).endsWith(7 + WEEKS);
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(world.downstream.serials()).endsWith(8 + WEEKS);
    assertThat(world.ready().plan().window())
        .isEqualTo(SigningWindow.at(World.THURSDAY, SigningWindow.Shape.POWERDNS));
    assertThat(world.keeper().stored().state().windowInception())
        .isEqualTo(world.ready().plan().window().inception());
  }

  @Test
  void theNotifiesOfATurnoverAndOfAStartAreSpreadAndThoseOfNewsAreNot() {
    world.signed(Zones.serial(7));
    assertThat(world.downstream.spread()).isEmpty();
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(world.downstream.spread()).containsExactly(8 + WEEKS);
    world.restart();
    world.keepers.tellSecondaries();
    assertThat(world.downstream.spread()).containsExactly(8 + WEEKS, 8 + WEEKS);
  }

  @Test
  void aTurnoverHappensOnce() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    world.clock.passSeconds(1);
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void anUnsignedZoneIsNotTurnedOver() {
    world.pulled(Zones.serial(7));
    int commits = world.store.commits();
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(world.store.commits()).isEqualTo(commits);
  }

  @Test
  void aTurnoverThatCanNotBeWrittenIsMadeUp() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    world.store.setFate(Fate.FAIL);
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    world.store.setFate(Fate.SUCCEED);
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void aTurnoverThatWasMissedIsMadeUpAtTheStart() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY.plus(Duration.ofDays(15)));
    world.restart();
    world.pull();
    assertThat(world.serial()).isEqualTo(10 + WEEKS);
    assertThat(world.newest().cause()).isEqualTo(LedgerEntry.Cause.TURNOVER);
    assertThat(world.ready().plan().window().expiration()).isAfter(world.clock.instant());
  }

  /** Who is told before this server answers asks in vain, and would not be told again. */
  @Test
  void aStartTellsNobodyUntilItIsSaidThatQuestionsAreAnswered() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    int told = world.downstream.told().size();
    world.restart();
    assertThat(world.downstream.told()).hasSize(told);
    world.keepers.tellSecondaries();
    assertThat(world.downstream.told()).hasSize(told + 1);
    assertThat(world.downstream.serials()).endsWith(8 + WEEKS);
  }

  /** Signatures that run out can't wait for the disk; the serial is raised as soon as it can. */
  @Test
  void aMissedTurnoverThatCanNotBeWrittenIsServedAndRaisesTheSerialLater() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    world.store.setFate(Fate.FAIL);
    world.restart();
    assertThat(world.ready().plan().window())
        .isEqualTo(SigningWindow.at(World.THURSDAY, SigningWindow.Shape.POWERDNS));
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    world.store.setFate(Fate.SUCCEED);
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7");
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.downstream.serials()).endsWith(8 + WEEKS);
  }

  @Test
  void aChangeOfKeysAfterThursdayTakesTheNewWindow() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void aClockThatIsSetBackAcrossThursdayTurnsNothingBack() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY.plusSeconds(1));
    world.keepers.turnOver();
    SigningWindow window = world.ready().plan().window();
    world.clock.set(World.THURSDAY.minusSeconds(2));
    world.keepers.turnOver();
    world.keeper().change(zone -> zone.withKeys(List.of(key(1), key(2))));
    assertThat(world.ready().plan().window()).isEqualTo(window);
    world.clock.set(World.THURSDAY.plusSeconds(2));
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(9 + WEEKS);
  }

  @Test
  void aClockThatWasWeeksAheadIsSetRight() {
    world.signed(Zones.serial(7));
    world.clock.set(World.NOW.plus(Duration.ofDays(21)));
    world.keepers.turnOver();
    world.clock.set(World.NOW);
    world.keepers.turnOver();
    assertThat(world.ready().plan().window())
        .isEqualTo(SigningWindow.at(World.NOW, SigningWindow.Shape.POWERDNS));
    assertThat(world.serial()).isEqualTo(11 + WEEKS);
  }

  @Test
  void pinnedTimesAreNotTurnedOver() {
    world.signed(Zones.serial(7));
    world.meta(MetadataKind.SIGNATURE_VALIDITY, "20200101000000 20200201000000");
    long serial = world.serial();
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    world.restart();
    assertThat(world.serial()).isEqualTo(serial);
    assertThat(world.ready().plan().window().expiration())
        .isEqualTo(Instant.parse("2020-02-01T00:00:00Z"));
    world.meta(MetadataKind.SIGNATURE_VALIDITY);
    assertThat(world.ready().plan().window().expiration()).isAfter(world.clock.instant());
  }

  private long made() {
    return world.counts.made(Algorithm.ED25519);
  }

  @Test
  void aTurnoverThatWasPreparedMakesFewSignatures() {
    world.signed(Zones.serial(7, "a 300 A 192.0.2.7", "b 300 A 192.0.2.7", "c 300 TXT x"));
    long atFirst = made();
    world.keepers.prepareTurnover(World.THURSDAY);
    long prepared = made();
    assertThat(prepared).isGreaterThan(atFirst);
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    // The SOA alone says something new.
    assertThat(made() - prepared).isEqualTo(1);
  }

  @Test
  void preparingChangesNothingThatIsServed() {
    world.signed(Zones.serial(7));
    SignedZone served = world.ready();
    world.keepers.prepareTurnover(World.THURSDAY);
    assertThat(world.ready()).isSameAs(served);
  }

  @Test
  void preparingTwiceMakesNothingTwice() {
    world.signed(Zones.serial(7));
    world.keepers.prepareTurnover(World.THURSDAY);
    long prepared = made();
    world.keepers.prepareTurnover(World.THURSDAY);
    assertThat(made()).isEqualTo(prepared);
  }

  @Test
  void whatIsPreparedFollowsNewContent() {
    world.signed(Zones.serial(7, "a 300 A 192.0.2.7", "b 300 A 192.0.2.7"));
    world.keepers.prepareTurnover(World.THURSDAY);
    world
        .upstream
        .at(World.PRIMARY)
        .serves(Zones.serial(8, "a 300 A 192.0.2.7", "b 300 A 192.0.2.7", "c 300 A 192.0.2.7"));
    world.pull();
    long before = made();
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(made() - before).isEqualTo(1);
    assertThat(world.ready().zone().serial()).isEqualTo(8);
  }

  @Test
  void whatIsPreparedIsNotUsedWithOtherKeys() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.keepers.prepareTurnover(World.THURSDAY);
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    SignedZone fresh = SignedZone.first(world.ready().zone(), world.ready().plan(), world.serial());
    assertThat(SignedRecords.of(world.ready())).isEqualTo(SignedRecords.of(fresh));
  }

  @Test
  void anUnsignedZonePreparesNothing() {
    world.pulled(Zones.serial(7));
    world.keepers.prepareTurnover(World.THURSDAY);
    assertThat(made()).isZero();
  }

  /** As when a zone of a million names is written at the wrong moment. */
  @Test
  void aZoneWithAChangeUnderWayHoldsNoOtherUp() throws Exception {
    world.signed(Zones.serial(7));
    DomainName other = DomainName.parse("another.");
    Zone data = Zones.of(other, "@ 3600 SOA a b 1 1 1 1 1\n@ NS ns\n");
    ZoneKeeper slow = world.keepers.create(other, World.loaded()).orElseThrow().keeper();
    slow.accept(data, new DataChange.Replaced(data), null);
    slow.change(settings -> settings.withKeys(List.of(key(2))));
    CountDownLatch changing = new CountDownLatch(1);
    CountDownLatch turned = new CountDownLatch(1);
    Thread change =
        new Thread(
            () ->
                slow.change(
                    settings -> {
                      changing.countDown();
                      await(turned);
                      return settings;
                    }));
    change.start();
    await(changing);
    world.clock.set(World.THURSDAY);
    world.store.setBeforeCommit(turned::countDown);
    world.keepers.turnOver();
    change.join();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(slow.stored().state().servedSerial()).isEqualTo(2 + WEEKS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
