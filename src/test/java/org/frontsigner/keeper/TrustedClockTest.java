package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.keeper.fixture.SetClock;
import org.frontsigner.signing.SigningWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps of the time of day, by clocks that tests set. */
class TrustedClockTest {
  private static final InetSocketAddress PEER = Endpoint.parse("192.0.2.1");
  private static final Duration DAY = Duration.ofDays(1);

  private final SetClock wall = new SetClock(World.NOW);
  private final List<String> alarms = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 1_000_000_000L;
  private long upNanos = 5;
  private Instant right = World.NOW;

  private final ClockAlarm alarm =
      new ClockAlarm(new Alarms(wall, 1000)) {
        @Override
        void deviates(Instant now, Duration deviation) {
          super.deviates(now, deviation);
          alarms.add("deviates");
        }

        @Override
        void isHeld(Instant estimate) {
          super.isHeld(estimate);
          alarms.add("held");
        }

        @Override
        void isTrusted(Instant now, String why) {
          super.isTrusted(now, why);
          alarms.add("trusted");
        }

        @Override
        void disagrees(InetSocketAddress peer, Duration ahead) {
          super.disagrees(peer, ahead);
          alarms.add("disagrees");
        }

        @Override
        void agrees(InetSocketAddress peer) {
          super.agrees(peer);
          alarms.add("agrees");
        }
      };

  private final TrustedClock clock =
      new TrustedClock(
          wall,
          () -> nanos,
          () -> upNanos,
          SigningWindow.Shape.POWERDNS,
          Duration.ofSeconds(60),
          DAY,
          alarm);

  private void pass(Duration time) {
    wall.pass(time);
    nanos += time.toNanos();
    upNanos += time.toNanos();
    right = right.plus(time);
  }

  /** Time passes, and the clock is looked at each minute. */
  private void live(Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      pass(Duration.ofMinutes(1));
      assertSignsValidly();
    }
  }

  /** What is signed now must be valid at the right time. */
  private void assertSignsValidly() {
    SigningWindow window = SigningWindow.at(clock.instant(), SigningWindow.Shape.POWERDNS);
    assertThat(window.inception()).isBeforeOrEqualTo(right);
    assertThat(window.expiration()).isAfter(right);
  }

  @Test
  void whileNothingJumpsItIsTheTimeOfDay() {
    live(Duration.ofDays(8));
    assertThat(clock.instant()).isEqualTo(wall.instant());
    pass(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(clock.deviation()).isZero();
    assertThat(alarms).isEmpty();
  }

  @Test
  void whatATimeServerCorrectsRaisesNoAlarm() {
    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofMinutes(1));
      wall.pass(Duration.ofMillis(25));
      assertThat(clock.instant()).isEqualTo(wall.instant());
    }
    wall.pass(Duration.ofSeconds(-50));
    assertThat(clock.instant()).isEqualTo(wall.instant());
    wall.pass(Duration.ofSeconds(50));
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(alarms).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-7200, 7200, 2 * 86_400, -2 * 86_400})
  void aJumpThatHarmsNoSignatureIsFollowedAndRaisesAnAlarmUntilItHasLasted(long seconds) {
    wall.passSeconds(seconds);
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(clock.deviation()).isEqualTo(Duration.ofSeconds(seconds));
    live(Duration.ofHours(25));
    assertThat(alarms).containsExactly("deviates", "trusted");
    assertThat(clock.deviation()).isZero();
  }

  @Test
  void peersAreAskedEachHalfMinuteWhileAJumpIsNotFollowed() {
    AtomicInteger asked = new AtomicInteger();
    clock.whenHeld(asked::incrementAndGet);
    live(Duration.ofHours(1));
    assertThat(asked).hasValue(0);
    wall.pass(Duration.ofDays(30));
    for (int second = 0; second < 300; second++) {
      pass(Duration.ofSeconds(1));
      clock.instant();
    }
    assertThat(asked.get()).isBetween(9, 11);
    wall.pass(Duration.ofDays(-30));
    live(Duration.ofHours(1));
    assertThat(asked.get()).isBetween(9, 11);
  }

  @ParameterizedTest
  @ValueSource(longs = {30, -30, 365, -365, 20_000, -15_000})
  void aJumpThatWouldBreakSignaturesIsNotFollowedAndForgottenWhenItIsOver(long days) {
    live(Duration.ofHours(1));
    wall.pass(Duration.ofDays(days));
    live(Duration.ofHours(5));
    assertThat(clock.instant()).isEqualTo(right);
    assertThat(clock.isHeld()).isTrue();
    wall.pass(Duration.ofDays(-days));
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(clock.isHeld()).isFalse();
    assertThat(alarms).containsExactly("deviates", "held", "trusted");
  }

  @Test
  void thursdayComesByTheEstimateWhileTheTimeOfDayIsHeld() {
    wall.pass(Duration.ofDays(40));
    live(Duration.ofHours(20));
    clock.observed(PEER, right);
    live(Duration.ofHours(23));
    clock.observed(PEER, right);
    live(Duration.ofHours(3));
    assertThat(clock.instant()).isEqualTo(right).isAfter(World.THURSDAY.minusSeconds(7200));
    live(Duration.ofHours(2));
    assertThat(clock.instant()).isAfter(World.THURSDAY);
  }

  @Test
  void aPeerThatConfirmsTheTimeOfDayEndsTheHold() {
    wall.pass(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(right);
    clock.observed(PEER, wall.instant().plusSeconds(3));
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(clock.isHeld()).isFalse();
    assertThat(alarms).containsExactly("deviates", "held", "trusted");
  }

  @Test
  void aPeerThatAgreedBeforeTheJumpConfirmsNothing() {
    clock.observed(PEER, wall.instant());
    wall.pass(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(right);
    pass(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(right);
  }

  @Test
  void whatNothingContradictsForLongIsReliedOn() {
    wall.pass(Duration.ofDays(30));
    assertThat(clock.instant()).isEqualTo(right);
    pass(DAY);
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(clock.deviation()).isZero();
  }

  @Test
  void aPeerThatContradictsKeepsTheHold() {
    wall.pass(Duration.ofDays(30));
    for (int day = 0; day < 5; day++) {
      live(Duration.ofHours(20));
      clock.observed(PEER, right);
    }
    assertThat(clock.instant()).isEqualTo(right);
    assertThat(alarms).containsExactly("deviates", "held", "disagrees");
  }

  /** The monotonic clock of Java stands still meanwhile; the time of day is right. */
  @Test
  void aSuspensionOfTheMachineIsNoJump() {
    wall.pass(Duration.ofDays(30));
    upNanos += Duration.ofDays(30).toNanos();
    assertThat(clock.instant()).isEqualTo(wall.instant());
    assertThat(alarms).isEmpty();
  }

  @Test
  void aPeerWhoseClockIsFarFromOursIsToldOfOnce() {
    clock.observed(PEER, wall.instant().plusSeconds(60));
    assertThat(alarms).isEmpty();
    clock.observed(PEER, wall.instant().minusSeconds(61));
    clock.observed(PEER, wall.instant().minusSeconds(70));
    assertThat(clock.peerDeviations()).containsEntry(PEER, Duration.ofSeconds(70));
    clock.observed(PEER, wall.instant());
    assertThat(alarms).containsExactly("disagrees", "agrees");
    assertThat(clock.instant()).isEqualTo(wall.instant());
  }
}
