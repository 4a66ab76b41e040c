package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frontsigner.answer.Served;
import org.frontsigner.answer.TransferHistory;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.ZoneKey;
import org.junit.jupiter.api.Test;

/** From which served serials there are increments, so that each removes what a secondary has. */
class ServedHistoryTest {
  private final World world = new World();

  private TransferHistory history() {
    return ((Served.Ready) world.served()).history();
  }

  private void change(long serial) {
    world.upstream.at(World.PRIMARY).serves(Zones.serial(serial));
    world.pull();
  }

  /** Of keys whose signatures differ each time. */
  private void signWithRandomNumbers() {
    world.crypto = CryptoChoice.best(false);
    world.restart();
    world.pulled(Zones.serial(7));
    ZoneKey random =
        new ZoneKey(
            9,
            ZoneKey.SECURE_ENTRY_POINT,
            true,
            true,
            new KeyMaker(new java.security.SecureRandom()).make(Algorithm.ECDSAP256SHA256, 256));
    world.keeper().change(zone -> zone.withKeys(List.of(random)));
  }

  @Test
  void eachChangeIsAStep() {
    world.signed(Zones.serial(7));
    long first = world.serial();
    change(8);
    change(9);
    assertThat(history().size()).isEqualTo(2);
    assertThat(history().since(first)).isPresent();
    assertThat(history().since(first).orElseThrow().toSerial()).isEqualTo(world.serial());
  }

  @Test
  void aTurnoverBeginsANewHistory() {
    world.signed(Zones.serial(7));
    change(8);
    long before = world.serial();
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    assertThat(world.serial()).isNotEqualTo(before);
    assertThat(history().since(before)).isEmpty();
    long turned = world.serial();
    change(9);
    assertThat(history().since(before)).isEmpty();
    assertThat(history().since(turned)).isPresent();
  }

  @Test
  void aRestartGoesOnWithWhatWasKept() {
    world.signed(Zones.serial(7));
    long first = world.serial();
    change(8);
    world.restart();
    assertThat(history().size()).isZero();
    assertThat(history().reaches(first)).isTrue();
    assertThat(history().since(first)).isPresent();
    change(9);
    assertThat(history().since(first).orElseThrow().toSerial()).isEqualTo(world.serial());
  }

  @Test
  void signaturesThatNobodyCanMakeAgainEndTheHistoryAtARestart() {
    signWithRandomNumbers();
    long first = world.serial();
    change(8);
    long second = world.serial();
    world.restart();
    assertThat(history().since(first)).as("what was kept leads to what was served").isPresent();
    change(9);
    assertThat(history().since(first)).isEmpty();
    assertThat(history().since(second)).isEmpty();
    long third = world.serial();
    change(10);
    assertThat(history().since(third)).isPresent();
  }

  @Test
  void aPurgeEndsItLikewise() {
    signWithRandomNumbers();
    change(8);
    long second = world.serial();
    world.keeper().purge();
    assertThat(world.serial()).isEqualTo(second);
    change(9);
    assertThat(history().since(second)).isEmpty();
  }

  @Test
  void aPurgeOfSignaturesThatComeBackTheSameEndsNothing() {
    world.signed(Zones.serial(7));
    long first = world.serial();
    change(8);
    world.keeper().purge();
    change(9);
    assertThat(history().since(first)).isPresent();
  }

  @Test
  void noStepBeginsWhereSignaturesWereStillToBeMade() {
    signWithRandomNumbers();
    world.signAhead = task -> {};
    world.restart();
    change(8);
    long second = world.serial();
    change(9);
    assertThat(history().since(second)).isEmpty();
  }

  @Test
  void anUnsignedZoneHasAHistoryToo() {
    world.pulled(Zones.serial(7));
    change(8);
    assertThat(history().since(7)).isPresent();
    assertThat(history().since(7).orElseThrow().removed().size()).isEqualTo(1);
  }

  @Test
  void noHistoryIsKeptWhereNoneIsAllowed() {
    KeeperSettings settings = world.settings;
    world.settings = World.settings(settings.window(), new HistorySettings(0, 1 << 20));
    world.restart();
    world.signed(Zones.serial(7));
    long first = world.serial();
    change(8);
    assertThat(history().since(first)).isEmpty();
  }
}
