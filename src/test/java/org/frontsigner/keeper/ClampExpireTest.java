package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.WEEKS;

import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** clamp-expire: secondaries are told to let go of a zone before its signatures do. */
class ClampExpireTest {
  private static final long WEEK = 604_800;

  private final World world = new World();

  @BeforeEach
  void clamps() {
    clampsExpire(true);
  }

  private void clampsExpire(boolean clamps) {
    world.settings =
        World.settings(SigningWindow.Shape.POWERDNS, new HistorySettings(100, 1 << 20), clamps);
    world.restart();
  }

  private static Zone longLived(long serial, String... more) {
    return Zones.timed(serial, "3600 600 2419200", more);
  }

  private long expire() {
    return world.ready().soa().expireSeconds();
  }

  @Test
  void theExpireOfASignedZoneLeavesItsLargestTtl() {
    world.signed(longLived(7));
    assertThat(expire()).isEqualTo(WEEK - 3600);
    assertThat(world.keeper().zone().orElseThrow().soa().expireSeconds()).isEqualTo(2_419_200);
  }

  @Test
  void aZoneThatIsNotSignedKeepsThePrimarysExpire() {
    world.pulled(longLived(7));
    assertThat(expire()).isEqualTo(2_419_200);
  }

  @Test
  void itFollowsTheTtlsOfTheZone() {
    world.signed(longLived(7));
    world.upstream.at(World.PRIMARY).serves(longLived(8, "www 86400 A 192.0.2.1"));
    world.pull();
    assertThat(expire()).isEqualTo(WEEK - 86_400);
  }

  @Test
  void itIsNeverServedOtherwiseWithTheSameSerial() {
    world.signed(longLived(7));
    clampsExpire(false);
    assertThat(expire()).isEqualTo(2_419_200);
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    clampsExpire(true);
    assertThat(expire()).isEqualTo(WEEK - 3600);
    assertThat(world.serial()).isEqualTo(9 + WEEKS);
    clampsExpire(true);
    assertThat(world.serial()).isEqualTo(9 + WEEKS);
  }
}
