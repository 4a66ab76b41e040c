package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.APEX;
import static org.frontsigner.keeper.World.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** Data that a primary confirms, and data that none does. */
class ExpiryTest {
  private final World world = new World();

  @Test
  void dataThatNobodyConfirmsExpires() {
    world.pulled(Zones.serial(7));
    Instant expiry = World.NOW.plusSeconds(604_800);
    assertThat(world.agenda.expiry(APEX)).contains(expiry);
    world.clock.set(expiry.minusSeconds(1));
    world.keepers.expiryDue(APEX);
    assertThat(world.served()).isInstanceOf(Served.Ready.class);
    world.clock.set(expiry);
    world.keepers.expiryDue(APEX);
    assertThat(world.served()).isEqualTo(new Served.Expired(APEX));
  }

  @Test
  void anExpiredZoneRecoversWhenThePrimaryConfirmsIt() {
    world.pulled(Zones.serial(7));
    world.clock.passSeconds(604_800);
    world.keepers.expiryDue(APEX);
    world.pull();
    assertThat(world.serial()).isEqualTo(7);
    assertThat(world.agenda.expiry(APEX)).contains(world.clock.instant().plusSeconds(604_800));
  }

  @Test
  void anExpiredZoneStaysSoThroughARestart() {
    world.pulled(Zones.serial(7));
    world.upstream.at(World.PRIMARY).isDown("gone");
    world.clock.passSeconds(604_800);
    world.restart();
    assertThat(world.served()).isEqualTo(new Served.Expired(APEX));
  }

  @Test
  void aChangeOfKeysDoesNotConfirmTheData() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.clock.passSeconds(604_799);
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(keeper.expiry()).isEqualTo(World.NOW.plusSeconds(604_800));
  }

  @Test
  void aConfirmationMovesTheExpiryAndSurvives() {
    world.pulled(Zones.serial(7));
    world.clock.passSeconds(1000);
    world.pull();
    world.restart();
    assertThat(world.keeper().expiry()).isEqualTo(World.NOW.plusSeconds(605_800));
  }

  @Test
  void aFullDiskExpiresNoZoneWhosePrimaryAnswers() {
    world.pulled(Zones.serial(7));
    world.store.setFate(Fate.FAIL);
    world.clock.passSeconds(604_000);
    assertThat(world.pull()).isInstanceOf(PullOutcome.Failed.class);
    world.clock.passSeconds(604_000);
    world.keepers.expiryDue(APEX);
    assertThat(world.served()).isInstanceOf(Served.Ready.class);
    world.store.setFate(Fate.SUCCEED);
    assertThat(world.pull()).isInstanceOf(PullOutcome.Current.class);
    assertThat(world.store.zone(APEX).state().confirmed()).isEqualTo(world.clock.instant());
  }

  /** A SOA that says so is wrong, and no reason to answer with SERVFAIL for half of the time. */
  @Test
  void aZoneThatWouldExpireBeforeItIsCheckedTwiceDoesNot() {
    ZoneKeeper keeper = world.pulled(Zones.timed(7, "3600 600 10"));
    assertThat(keeper.expiry()).isEqualTo(World.NOW.plusSeconds(4200));
  }

  @Test
  void aLoadedZoneNeverExpires() {
    Zone zone = Zones.timed(7, "1 1 1");
    ZoneKeeper keeper = world.create(World.loaded()).keeper();
    keeper.accept(zone, new DataChange.Replaced(zone), null);
    world.clock.pass(Duration.ofDays(1000));
    world.keepers.expiryDue(APEX);
    assertThat(world.served()).isInstanceOf(Served.Ready.class);
    assertThat(world.agenda.expiry(APEX)).isEmpty();
  }

  @Test
  void aLoadedZoneThatGetsPrimariesBeginsToExpireOnlyThen() {
    Zone zone = Zones.serial(7);
    ZoneKeeper keeper = world.create(World.loaded()).keeper();
    keeper.accept(zone, new DataChange.Replaced(zone), null);
    world.clock.pass(Duration.ofDays(1000));
    keeper.change(one -> one.withPrimaries(List.of(Endpoint.parse(World.PRIMARY))));
    assertThat(world.served()).isInstanceOf(Served.Ready.class);
    assertThat(keeper.expiry()).isEqualTo(world.clock.instant().plusSeconds(604_800));
  }
}
