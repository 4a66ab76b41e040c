package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.frontsigner.api.Problem;
import org.frontsigner.api.SerialLedger;
import org.frontsigner.keeper.fixture.Zones;
import org.junit.jupiter.api.Test;

class WhySerialTest {
  private final World world = new World();

  private SerialLedger ledger(int lines) {
    return Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of())
        .whySerial("Example", lines);
  }

  private SerialLedger.Line newest() {
    return ledger(1).lines().get(0);
  }

  @Test
  void theFirstDataIsServedAsItCame() {
    world.pulled(Zones.serial(7));
    SerialLedger.Line line = newest();
    assertThat(line.servedSerial()).isEqualTo(7);
    assertThat(line.what()).isEqualTo("the first data, 2 names");
    assertThat(line.rule()).isEqualTo("the primary's serial is served as it is");
    assertThat(line.keyTags()).isEmpty();
  }

  @Test
  void theKeysThatAZoneIsSignedWithAreTold() {
    world.signed(Zones.serial(7));
    int tag = key(1).keyTag();
    SerialLedger.Line line = newest();
    assertThat(line.cause()).isEqualTo("settings");
    assertThat(line.keyTags()).containsExactly(tag);
    assertThat(line.what())
        .isEqualTo(
            "the zone is signed; key %d (ED25519, active, published) is in; SOA-EDIT is INCREMENT-WEEKS, was NONE"
                .formatted(tag));
    assertThat(line.rule())
        .isEqualTo("INCREMENT-WEEKS makes %d of the primary's 7".formatted(7 + WEEKS));
  }

  @Test
  void aTurnoverTellsTheTimesOfItsSignatures() {
    world.signed(Zones.serial(7));
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(newest().cause()).isEqualTo("turnover");
    assertThat(newest().what())
        .isEqualTo("signatures are good from 2026-11-19T00:00Z to 2026-12-10T00:00Z");
  }

  @Test
  void aRuleThatGivesNoHigherSerialIsSaidSo() {
    world.signed(Zones.serial(7));
    world.meta(MetadataKind.NSEC3PARAM, "1 0 0 -");
    assertThat(newest().what()).isEqualTo("denial is NSEC3 1 0 0 -, was NSEC");
    assertThat(newest().rule())
        .isEqualTo(
            "INCREMENT-WEEKS makes %d of the primary's 7, which is not above %d, the last one: the next is taken"
                .formatted(7 + WEEKS, 7 + WEEKS));
  }

  @Test
  void aPrimaryThatFellBackIsSeen() {
    world.signed(Zones.serial(20));
    world.upstream.at(World.PRIMARY).serves(Zones.serial(3, "www A 192.0.2.1"));
    world.retrieve();
    assertThat(newest().what()).isEqualTo("the zone came whole, 3 names, with serial 3 after 20");
    assertThat(newest().servedSerial()).isGreaterThan(20 + WEEKS);
  }

  @Test
  void theLedgerOutlivesTheZoneAndTheNewestComesFirst() {
    world.signed(Zones.serial(7));
    world.clock.set(world.clock.instant().plus(Duration.ofDays(1)));
    world.keepers.delete(world.keeper());
    SerialLedger ledger = ledger(10);
    assertThat(ledger.exists()).isFalse();
    assertThat(ledger.lines())
        .extracting(SerialLedger.Line::servedSerial)
        .containsExactly(7 + WEEKS, 7L);
  }

  @Test
  void aZoneThatNeverWasHasNoReasons() {
    assertThatThrownBy(() -> ledger(1))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("never was one that was served");
  }
}
