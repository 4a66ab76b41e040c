package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.util.List;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.junit.jupiter.api.Test;

/**
 * What others write into the database while nobody runs is never served with a serial of before.
 */
class BehindOurBackTest {
  private final World world = new World();

  @Test
  void keysThatOthersPutInWhileNobodyRanAreServedWithAHigherSerial() {
    world.signed(Zones.serial(7));
    world.store.edit(World.APEX, zone -> zone.withKeys(List.of(key(1), key(2))));
    world.restart();
    assertThat(world.ready().plan().keys().active()).hasSize(2);
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.newest().cause()).isEqualTo(LedgerEntry.Cause.SETTINGS);
    world.restart();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void anotherWayOfDenialRaisesTheSerialToo() {
    world.signed(Zones.serial(7));
    world.store.edit(
        World.APEX,
        zone ->
            zone.withMetadata(
                zone.metadata().with(MetadataKind.NSEC3PARAM.text(), List.of("1 0 0 -"))));
    world.restart();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  /** 7 + WEEKS was served signed, then 7 unsigned: secondaries may hold the higher one. */
  @Test
  void aZoneThatOthersSignAgainWhileNobodyRanRisesAboveAllItsSignedSerials() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    keeper.change(zone -> zone.withKeys(List.of()));
    assertThat(world.serial()).isEqualTo(7);
    world.meta(MetadataKind.SOA_EDIT, "INCEPTION-EPOCH");
    world.store.edit(World.APEX, zone -> zone.withKeys(List.of(key(1))));
    world.restart();
    assertThat(world.serial()).isGreaterThan(7 + WEEKS);
  }

  @Test
  void settingsThatDoNotShowInWhatIsServedLeaveTheSerial() {
    world.signed(Zones.serial(7));
    world.store.edit(
        World.APEX,
        zone ->
            zone.withMetadata(
                zone.metadata().with(MetadataKind.ALSO_NOTIFY.text(), List.of("192.0.2.9"))));
    world.restart();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }

  @Test
  void aRaiseThatCanNotBeWrittenIsMadeUpWithTheNextChange() {
    world.signed(Zones.serial(7));
    world.store.edit(World.APEX, zone -> zone.withKeys(List.of(key(2))));
    world.store.setFate(Fate.FAIL);
    world.restart();
    world.store.setFate(Fate.SUCCEED);
    world.meta(MetadataKind.ALSO_NOTIFY, "198.51.100.7");
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }
}
