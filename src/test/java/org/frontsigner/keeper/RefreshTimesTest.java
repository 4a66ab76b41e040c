package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;
import org.junit.jupiter.api.Test;

class RefreshTimesTest {
  private static final long MAX = 0xffff_ffffL;
  private static final Instant NOW = World.NOW;

  /** Retry from a minute to an hour, refresh from 30 seconds to a day. */
  private static final KeeperSettings SETTINGS = World.settings(SigningWindow.Shape.POWERDNS);

  private static RefreshTimes times(long seed) {
    return new RefreshTimes(SETTINGS, new Random(seed));
  }

  private static Soa soa(long refresh, long retry, long expire) {
    return new Soa(300, DomainName.ROOT, DomainName.ROOT, 1, refresh, retry, expire, 300);
  }

  private static void between(Instant when, long minSeconds, long maxSeconds) {
    assertThat(Duration.between(NOW, when))
        .isBetween(Duration.ofSeconds(minSeconds), Duration.ofSeconds(maxSeconds));
  }

  @Property
  void afterASuccessTheNextCheckIsDueAtTheRefreshOrUpToATenthSooner(
      @ForAll long seed, @ForAll @LongRange(max = MAX) long refresh) {
    Instant when = times(seed).afterSuccess(NOW, soa(refresh, 1, 1));
    long seconds = Math.max(30, Math.min(86_400, refresh));
    between(when, Math.max(30, seconds * 9 / 10), seconds);
  }

  @Property
  void afterFailuresTheRetryIsDoubledWithinItsLimits(
      @ForAll long seed,
      @ForAll @LongRange(max = MAX) long retry,
      @ForAll @IntRange(min = 1, max = 2_000_000_000) int failures) {
    Instant when = times(seed).afterFailure(NOW, failures, soa(1, retry, 1));
    between(when, 60, 3600);
    if (failures <= 6) {
      long seconds = Math.min(3600, Math.max(60, Math.max(1, retry) << (failures - 1)));
      between(when, Math.max(60, seconds * 9 / 10), seconds);
    }
  }

  @Test
  void withoutDataTheShortestRetryIsDoubled() {
    between(times(1).afterFailure(NOW, 1, null), 60, 60);
    between(times(1).afterFailure(NOW, 3, null), 216, 240);
    between(times(1).afterSuccess(NOW, null), 60, 60);
  }

  @Test
  void checksOfManyZonesDoNotFallTogether() {
    RefreshTimes times = times(1);
    long distinct =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> times.afterSuccess(NOW, soa(3600, 1, 1)))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(900);
  }

  @Property
  void afterAStartStaleZonesAreCheckedWithinAMinute(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000_000) int zones) {
    Instant stale = NOW.minusSeconds(100_000);
    between(times(seed).afterStart(NOW, stale, soa(3600, 1, 1), zones), 0, 60);
    between(times(seed).afterStart(NOW, Instant.EPOCH, null, zones), 0, 60);
  }

  @Test
  void afterAStartFewZonesAreCheckedAtOnce() {
    Instant when = times(1).afterStart(NOW, Instant.EPOCH, null, 1);
    assertThat(Duration.between(NOW, when)).isLessThan(Duration.ofMillis(11));
  }

  @Test
  void afterAStartFreshZonesAreCheckedWhenTheyWouldHaveBeen() {
    Instant confirmed = NOW.minusSeconds(600);
    between(times(1).afterStart(NOW, confirmed, soa(3600, 1, 1), 1), 3000, 3000);
  }

  @Test
  void afterAStartNoRefreshIsLongerThanItsLimit() {
    between(times(1).afterStart(NOW, NOW, soa(MAX, 1, 1), 1), 86_400, 86_400);
  }

  @Test
  void afterAClockWasSetBackTheZoneIsCheckedSoon() {
    Instant future = NOW.plusSeconds(100_000_000);
    between(times(1).afterStart(NOW, future, soa(3600, 1, 1), 1), 0, 1);
  }

  @Property
  void noZoneExpiresBeforeItsSecondCheckAndNoneSoonerThanItSays(
      @ForAll long seed,
      @ForAll @LongRange(max = MAX) long refresh,
      @ForAll @LongRange(max = MAX) long retry,
      @ForAll @LongRange(max = MAX) long expire) {
    Soa soa = soa(refresh, retry, expire);
    Instant expiry = NOW.plusSeconds(times(seed).expireSeconds(soa));
    assertThat(expiry).isAfterOrEqualTo(NOW.plusSeconds(expire));
    Instant first = times(seed).afterSuccess(NOW, soa);
    assertThat(times(seed).afterFailure(first, 1, soa)).isBeforeOrEqualTo(expiry);
  }
}
