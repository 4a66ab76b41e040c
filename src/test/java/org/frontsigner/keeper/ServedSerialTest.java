package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** By what the served serial rises, and when it does not. */
class ServedSerialTest {
  private final World world = new World();

  private void primaryServes(Zone zone) {
    world.upstream.at(World.PRIMARY).serves(zone);
    world.pull();
  }

  @Test
  void aZoneWithoutKeysIsServedWithThePrimarysSerial() {
    world.pulled(Zones.serial(7));
    assertThat(world.serial()).isEqualTo(7);
    primaryServes(Zones.serial(9));
    assertThat(world.serial()).isEqualTo(9);
  }

  @Test
  void theFirstKeyBringsTheSerialOfTheKind() {
    world.signed(Zones.serial(7));
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }

  /** Who missed the first leap would take the second for a way back (RFC 1982, 3.2). */
  @Test
  void twoLeapsAreNotMadeAroundMoreThanHalfTheCircle() {
    world.signed(Zones.serial(7));
    primaryServes(Zones.serial(2_000_000_000L));
    assertThat(world.serial()).isEqualTo(2_000_000_000L + WEEKS);
    primaryServes(Zones.serial(3_800_000_000L));
    assertThat(world.serial()).isEqualTo(2_000_000_001L + WEEKS);
    world.clock.set(World.NOW.plus(Duration.ofDays(70)));
    primaryServes(Zones.serial(3_800_000_001L));
    assertThat(world.serial()).isEqualTo(3_800_000_001L + WEEKS + 10);
  }

  @Test
  void newContentRaisesIt() {
    world.signed(Zones.serial(7));
    primaryServes(Zones.serial(9));
    assertThat(world.serial()).isEqualTo(9 + WEEKS);
    assertThat(world.keeper().stored().state().primarySerial()).isEqualTo(9);
  }

  @Test
  void keysAndDenialAndWhatIsPublishedRaiseIt() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    keeper.change(zone -> zone.withKeys(List.of(key(1), key(2))));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    keeper.change(zone -> zone.withKeys(List.of(key(1), key(2).withActive(false))));
    assertThat(world.serial()).isEqualTo(9 + WEEKS);
    world.meta(MetadataKind.NSEC3PARAM, "1 0 0 -");
    assertThat(world.serial()).isEqualTo(10 + WEEKS);
    world.meta(MetadataKind.PUBLISH_CDS, "2");
    assertThat(world.serial()).isEqualTo(11 + WEEKS);
    world.meta(MetadataKind.DNSKEY_TTL, "77");
    assertThat(world.serial()).isEqualTo(12 + WEEKS);
    world.meta(MetadataKind.SIGNATURE_VALIDITY, "20261101000000 20261224000000");
    assertThat(world.serial()).isEqualTo(13 + WEEKS);
  }

  @Test
  void aKeyThatNeitherSignsNorIsPublishedRaisesNothing() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    keeper.change(
        zone -> zone.withKeys(List.of(key(1), key(2).withActive(false).withPublished(false))));
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(keeper.stored().settings().keys()).hasSize(2);
    keeper.change(zone -> zone.withKeys(List.of(key(1), key(2).withActive(false))));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void contentThatComesAfterManyChangesOfKeysStillRaisesIt() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    for (int i = 0; i < 10; i++) {
      boolean two = i % 2 == 0;
      keeper.change(zone -> zone.withKeys(two ? List.of(key(1), key(2)) : List.of(key(1))));
    }
    assertThat(world.serial()).isEqualTo(17 + WEEKS);
    primaryServes(Zones.serial(8));
    assertThat(world.serial()).isEqualTo(18 + WEEKS);
  }

  @Test
  void theTurnoverRaisesIt() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.newest().cause()).isEqualTo(LedgerEntry.Cause.TURNOVER);
  }

  @Test
  void whatDoesNotShowDoesNotRaiseIt() {
    world.signed(Zones.serial(7));
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7");
    world.meta(MetadataKind.IXFR, "0");
    world.keeper().purge();
    world.keepers.turnOver();
    world.pull();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(world.store.ledger(World.APEX, 10)).hasSize(2);
  }

  @Test
  void aKeyThatNobodySeesDoesNotRaiseTheSerialOfAnUnsignedZone() {
    ZoneKeeper keeper = world.pulled(Zones.serial(7));
    keeper.change(zone -> zone.withKeys(List.of(key(1).withActive(false))));
    assertThat(world.serial()).isEqualTo(7);
    assertThat(world.store.ledger(World.APEX, 10)).hasSize(1);
  }

  @Test
  void retrievingUnchangedDataLeavesIt() {
    world.signed(Zones.serial(7));
    world.upstream.at(World.PRIMARY).serves(Zones.serial(7));
    world.clock.passSeconds(60);
    assertThat(world.retrieve()).isInstanceOf(PullOutcome.Fresh.class);
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(world.keeper().stored().state().confirmed()).isEqualTo(world.clock.instant());
  }

  @Test
  void otherDataOfTheSameSerialIsContent() {
    world.signed(Zones.serial(7));
    world.upstream.at(World.PRIMARY).serves(Zones.serial(7, "new 300 A 192.0.2.7"));
    world.pull();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    world.retrieve();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.newest().cause()).isEqualTo(LedgerEntry.Cause.CONTENT);
  }

  @Test
  void anotherLetterCaseIsOtherData() {
    world.signed(Zones.serial(7, "www 300 A 192.0.2.7"));
    world.upstream.at(World.PRIMARY).serves(Zones.serial(7, "WWW 300 A 192.0.2.7"));
    world.retrieve();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void aPrimaryThatBeganAnewIsTakenWhenForcedAndTheServedSerialStillRises() {
    world.signed(Zones.serial(2026112401L));
    primaryServes(Zones.serial(5));
    assertThat(world.keeper().stored().state().primarySerial()).isEqualTo(2026112401L);
    world.retrieve();
    assertThat(world.keeper().stored().state().primarySerial()).isEqualTo(5);
    assertThat(world.serial()).isEqualTo(2026112402L + WEEKS);
    primaryServes(Zones.serial(6));
    assertThat(world.serial()).isEqualTo(2026112403L + WEEKS);
  }

  @Test
  void itRisesAcrossTheEndOfThe32Bits() {
    world.signed(Zones.serial(0xffff_ffffL));
    assertThat(world.serial()).isEqualTo(WEEKS - 1);
    primaryServes(Zones.serial(1));
    assertThat(world.serial()).isEqualTo(WEEKS + 1);
  }

  @Test
  void theKindNoneServesThePrimarysSerialWhateverHappens() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.meta(MetadataKind.SOA_EDIT, "NONE");
    assertThat(world.serial()).isEqualTo(7);
    keeper.change(zone -> zone.withKeys(List.of(key(1), key(2))));
    assertThat(world.serial()).isEqualTo(7);
    primaryServes(Zones.serial(8));
    assertThat(world.serial()).isEqualTo(8);
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(8);
  }

  /** A PowerDNS as secondary looks at the signatures, and wants to be told all the same. */
  @Test
  void aChangeUnderTheKindNoneIsInTheLedgerAndTold() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.meta(MetadataKind.SOA_EDIT, "NONE");
    int told = world.downstream.told().size();
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(world.downstream.told()).hasSize(told + 1);
    assertThat(world.newest().keyTags()).isEqualTo(Integer.toString(key(2).keyTag()));
  }

  @Test
  void anotherKindIsInForceAtOnce() {
    world.signed(Zones.serial(7));
    world.meta(MetadataKind.SOA_EDIT, "epoch");
    assertThat(world.serial()).isEqualTo(World.NOW.getEpochSecond());
    world.meta(MetadataKind.SOA_EDIT, "INCEPTION-WEEK");
    assertThat(world.serial()).isEqualTo(World.NOW.getEpochSecond() + 1);
  }

  /** Secondaries ignore the lower serial of the unsigned zone, and still have the signed one. */
  @Test
  void aZoneThatIsSignedAgainGoesOnFromTheHighestSerialThatItWasSignedWith() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    keeper.change(zone -> zone.withKeys(List.of(key(1), key(2))));
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(world.serial()).isEqualTo(9 + WEEKS);
    keeper.change(zone -> zone.withKeys(List.of(key(2).withActive(false))));
    assertThat(world.serial()).isEqualTo(7);
    world.restart();
    world.keeper().change(zone -> zone.withKeys(List.of(key(3))));
    assertThat(world.serial()).isEqualTo(10 + WEEKS);
  }

  @Test
  void serialsOfAnUnsignedZoneDoNotHoldTheSignedOneUp() {
    world.pulled(Zones.serial(2026112401L));
    world.upstream.at(World.PRIMARY).serves(Zones.serial(7));
    world.retrieve();
    assertThat(world.serial()).isEqualTo(7);
    world.keeper().change(zone -> zone.withKeys(List.of(key(1))));
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }

  @Test
  void aZoneThatIsMadeAgainGoesOnFromItsLedger() {
    world.signed(Zones.serial(7));
    world.keepers.delete(world.keeper());
    world.signed(Zones.serial(1));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void aRestartLeavesIt() {
    world.signed(Zones.serial(7));
    world.restart();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(world.store.ledger(World.APEX, 10)).hasSize(2);
  }

  @Test
  void aZoneWhoseDataWasLostGoesOnFromTheLastServed() {
    world.signed(Zones.serial(7));
    world.store.damage(World.APEX);
    world.restart();
    assertThat(world.served()).isInstanceOf(org.frontsigner.answer.Served.NotReady.class);
    world.pull();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void theKindEpochTakesTheTimeOfTheCommit() {
    world.signed(Zones.serial(7));
    world.meta(MetadataKind.SOA_EDIT, "EPOCH");
    world.clock.passSeconds(100);
    primaryServes(Zones.serial(8));
    assertThat(world.serial()).isEqualTo(World.NOW.getEpochSecond() + 100);
    world.kept().refresh().run(Optional.empty(), true);
    assertThat(world.serial()).isEqualTo(World.NOW.getEpochSecond() + 100);
  }
}
