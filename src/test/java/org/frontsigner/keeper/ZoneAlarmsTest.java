package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.APEX;
import static org.frontsigner.keeper.World.PRIMARY;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

/** What of a zone an operator has to act on, by the state that it is in. */
class ZoneAlarmsTest {
  private static final long EXPIRE_SECONDS = 604_800;

  private final World world = new World();

  private List<String> up() {
    return world.alarms.active().stream().map(alarm -> alarm.id().kind().text()).toList();
  }

  private List<String> look() {
    world.keepers.lookAtAlarms();
    return up();
  }

  private String text(AlarmKind kind) {
    return world.alarms.active().stream()
        .filter(alarm -> alarm.id().kind() == kind)
        .findFirst()
        .orElseThrow()
        .text();
  }

  private void fail(int times) {
    world.upstream.at(PRIMARY).isDown("gone");
    for (int i = 0; i < times; i++) {
      world.pull();
    }
  }

  @Test
  void a_zone_that_is_well_raises_nothing() {
    world.signed(Zones.serial(7));
    assertThat(look()).isEmpty();
  }

  @Test
  void three_failed_checks_raise_it_and_a_good_one_clears_it() {
    world.pulled(Zones.serial(7));
    fail(2);
    assertThat(look()).isEmpty();
    fail(1);
    assertThat(look()).containsExactly("zone-refresh-failing");
    assertThat(text(AlarmKind.ZONE_REFRESH_FAILING))
        .contains("3 checks", PRIMARY, "gone", "served until", "change-slave-zone-master");
    world.upstream.at(PRIMARY).serves(Zones.serial(7));
    world.pull();
    assertThat(look()).isEmpty();
  }

  @Test
  void a_zone_that_never_had_data_raises_it_too() {
    world.upstream.at(PRIMARY).isDown("gone");
    world.create(World.pulledFrom(PRIMARY));
    fail(3);
    assertThat(look()).containsExactly("zone-refresh-failing");
    assertThat(text(AlarmKind.ZONE_REFRESH_FAILING)).contains("has no data and is not served");
  }

  @Test
  void one_failure_is_enough_once_half_of_expire_has_passed() {
    world.pulled(Zones.serial(7));
    fail(1);
    world.clock.passSeconds(EXPIRE_SECONDS / 2);
    assertThat(look()).isEmpty();
    world.clock.passSeconds(1);
    assertThat(look()).containsExactly("zone-refresh-failing");
  }

  @Test
  void a_zone_near_its_expiry_and_past_it_is_told_of_until_it_is_confirmed() {
    world.pulled(Zones.serial(7));
    fail(3);
    Instant expiry = World.NOW.plusSeconds(EXPIRE_SECONDS);
    world.clock.set(expiry.minusSeconds(EXPIRE_SECONDS / 4 + 1));
    assertThat(look()).containsExactly("zone-refresh-failing");
    world.clock.passSeconds(1);
    assertThat(look()).containsExactly("zone-near-expiry", "zone-refresh-failing");
    world.clock.set(expiry);
    world.keepers.expiryDue(APEX);
    assertThat(look()).containsExactly("zone-near-expiry", "zone-expired", "zone-refresh-failing");
    world.upstream.at(PRIMARY).serves(Zones.serial(8));
    world.pull();
    assertThat(look()).isEmpty();
  }

  @Test
  void after_a_start_the_first_check_has_a_while_to_come() {
    world.pulled(Zones.serial(7));
    world.clock.passSeconds(EXPIRE_SECONDS - 3600);
    world.restart();
    assertThat(look()).isEmpty();
    world.clock.passSeconds(700);
    assertThat(look()).as("it does not come").containsExactly("zone-near-expiry");
  }

  @Test
  void signatures_that_were_not_renewed_are_told_of_a_day_after_their_turnover() {
    world.signed(Zones.serial(7));
    world.keeper();
    Instant end = SigningWindow.at(World.NOW, SigningWindow.Shape.POWERDNS).expiration();
    world.clock.set(end.minus(Duration.ofDays(6)).minusSeconds(1));
    world.keeper().confirm();
    assertThat(look()).isEmpty();
    world.clock.passSeconds(1);
    assertThat(look()).containsExactly("signatures-near-end");
    assertThat(text(AlarmKind.SIGNATURES_NEAR_END)).contains("expires at " + end);
    world.clock.set(end);
    world.keeper().confirm();
    assertThat(look()).containsExactly("signatures-near-end", "signatures-expired");
    world.keepers.turnOver();
    assertThat(look()).isEmpty();
  }

  @Test
  void a_zone_that_is_deleted_takes_its_alarms_along() {
    world.pulled(Zones.serial(7));
    fail(3);
    assertThat(look()).isNotEmpty();
    world.keepers.delete(world.keeper());
    assertThat(up()).isEmpty();
    assertThat(look()).isEmpty();
  }

  @Test
  void a_secondary_that_is_refused_a_transfer_is_told_of_and_a_stranger_is_not()
      throws UnknownHostException {
    world.pulled(Zones.serial(7));
    InetAddress stranger = InetAddress.getByName("192.0.2.99");
    world.keepers.transferRefused(APEX, stranger, Optional.empty(), "NOT_ALLOWED");
    assertThat(up()).isEmpty();
    InetAddress secondary = World.SECONDARY.getAddress();
    world.keepers.transferRefused(APEX, secondary, Optional.empty(), "NOT_ALLOWED");
    assertThat(up()).containsExactly("transfer-refused");
    world.keepers.transferred(APEX, secondary);
    assertThat(up()).isEmpty();
    world.meta(MetadataKind.TSIG_ALLOW_AXFR, "transfer.example.");
    world.keepers.transferRefused(
        APEX, stranger, Optional.of(DomainName.parse("transfer.example.")), "NARROW");
    assertThat(up()).containsExactly("transfer-refused");
    assertThat(text(AlarmKind.TRANSFER_REFUSED)).contains("NARROW, key transfer.example");
    world.clock.passSeconds(3600);
    assertThat(look()).as("it does not ask any more").isEmpty();
  }

  @Test
  void a_clock_that_jumps_is_told_of_for_an_hour_or_until_it_jumps_back() {
    world.keepers.clockJumped(Duration.ofSeconds(-30));
    world.keepers.clockJumped(Duration.ofSeconds(-30));
    assertThat(text(AlarmKind.CLOCK_JUMPED)).contains("jumped by -60.0 seconds");
    world.keepers.clockJumped(Duration.ofSeconds(60));
    assertThat(up()).isEmpty();
    world.keepers.clockJumped(Duration.ofSeconds(30));
    world.clock.passSeconds(3600);
    assertThat(look()).isEmpty();
    world.keepers.clockJumped(Duration.ofSeconds(-30));
    assertThat(text(AlarmKind.CLOCK_JUMPED)).as("that was news of its own").contains("by -30.0");
  }

  @Test
  void a_store_that_does_not_take_zones_is_told_of_until_it_has_taken_each() {
    ZoneStore watched = StoreAlarms.over(world.store, world.alarms);
    StoredZone one = watched.create(APEX, World.loaded());
    StoredZone other = watched.create(DomainName.parse("other."), World.loaded());
    ZoneCommit first = commit(one);
    ZoneCommit second = commit(other);
    world.store.setFate(Fate.FAIL);
    for (ZoneCommit commit : List.of(first, second, second)) {
      assertThatThrownBy(() -> watched.commit(commit)).isInstanceOf(StoreFailed.class);
    }
    assertThat(up()).containsExactly("store-failing");
    world.store.setFate(Fate.SUCCEED);
    watched.commit(second);
    assertThat(up()).containsExactly("store-failing");
    watched.commit(first);
    assertThat(up()).isEmpty();
  }

  private static ZoneCommit commit(StoredZone zone) {
    return new ZoneCommit(zone, zone, DataChange.NONE, Optional.empty());
  }

  @Test
  void a_look_at_many_zones_takes_no_time() {
    world.upstream.at(PRIMARY).serves(Zones.serial(7));
    int zones = 20_000;
    for (int i = 0; i < zones; i++) {
      world.create(World.pulledFrom(PRIMARY), "z" + i + ".example.");
    }
    world.keepers.lookAtAlarms();
    long began = System.nanoTime();
    world.keepers.lookAtAlarms();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf("a look at %d zones: %d ms%n", zones, took.toMillis());
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }
}
