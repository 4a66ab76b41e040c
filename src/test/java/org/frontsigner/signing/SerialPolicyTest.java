package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.signing.SerialPolicy.EPOCH;
import static org.frontsigner.signing.SerialPolicy.INCEPTION;
import static org.frontsigner.signing.SerialPolicy.INCEPTION_EPOCH;
import static org.frontsigner.signing.SerialPolicy.INCEPTION_INCREMENT;
import static org.frontsigner.signing.SerialPolicy.INCEPTION_WEEK;
import static org.frontsigner.signing.SerialPolicy.INCREMENT_WEEKS;
import static org.frontsigner.signing.SerialPolicy.NONE;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.frontsigner.wire.Serial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SerialPolicyTest {
  private static final long MAX = 0xffff_ffffL;

  /** A Thursday, its first second: 2968 weeks after the epoch. */
  private static final Instant THURSDAY = Instant.parse("2026-11-19T00:00:00Z");

  private static final long WEEKS = 2968;
  private static final Instant TUESDAY = Instant.parse("2026-11-24T04:05:06Z");

  @Test
  void incrementWeeksAddsTheWeeksSinceTheEpoch() {
    assertThat(INCREMENT_WEEKS.edit(7, THURSDAY)).isEqualTo(7 + WEEKS);
    assertThat(INCREMENT_WEEKS.edit(7, TUESDAY)).isEqualTo(7 + WEEKS);
    assertThat(INCREMENT_WEEKS.edit(2026112401L, TUESDAY)).isEqualTo(2026112401L + WEEKS);
  }

  @Test
  void incrementWeeksRisesByOneAtTheThursdayAndNotASecondSooner() {
    assertThat(INCREMENT_WEEKS.edit(7, THURSDAY.minusSeconds(1))).isEqualTo(7 + WEEKS - 1);
    assertThat(INCREMENT_WEEKS.edit(7, THURSDAY)).isEqualTo(7 + WEEKS);
    assertThat(INCREMENT_WEEKS.edit(7, THURSDAY.plusSeconds(604_799))).isEqualTo(7 + WEEKS);
    assertThat(INCREMENT_WEEKS.edit(7, THURSDAY.plusSeconds(604_800))).isEqualTo(7 + WEEKS + 1);
  }

  @Test
  void incrementWeeksWrapsRound() {
    assertThat(INCREMENT_WEEKS.edit(MAX, TUESDAY)).isEqualTo(WEEKS - 1);
    assertThat(INCREMENT_WEEKS.next(MAX, MAX - 5, TUESDAY)).isEqualTo(WEEKS - 1);
  }

  @Test
  void inceptionEpochIsTheThursdayInSecondsUnlessThePrimaryIsHigher() {
    long thursday = THURSDAY.getEpochSecond();
    assertThat(INCEPTION_EPOCH.edit(7, TUESDAY)).isEqualTo(thursday);
    assertThat(INCEPTION_EPOCH.edit(thursday - 1, TUESDAY)).isEqualTo(thursday);
    assertThat(INCEPTION_EPOCH.edit(thursday, TUESDAY)).isEqualTo(thursday);
    assertThat(INCEPTION_EPOCH.edit(thursday + 1, TUESDAY)).isEqualTo(thursday + 1);
    assertThat(INCEPTION_EPOCH.edit(2026112401L, TUESDAY)).isEqualTo(2026112401L);
  }

  @ParameterizedTest
  @CsvSource({
    "1,          2026111901",
    "2026111899, 2026111901",
    "2026111900, 2026111902",
    "2026111901, 2026111902",
    "2026111902, 2026111903",
    "2026112050, 2026112051",
    "2026112199, 2026112200",
    "2026112200, 2026112200",
    "2026112401, 2026112401",
    "4294967295, 4294967295"
  })
  void inceptionIncrementCountsUpFromTheThursdayToTwoDaysAfterIt(long serial, long edited) {
    assertThat(INCEPTION_INCREMENT.edit(serial, TUESDAY)).isEqualTo(edited);
  }

  @Test
  void inceptionIncrementTakesTheDateInUtc() {
    assertThat(INCEPTION_INCREMENT.edit(1, THURSDAY)).isEqualTo(2026111901);
    assertThat(INCEPTION_INCREMENT.edit(1, THURSDAY.minusSeconds(1))).isEqualTo(2026111201);
  }

  @Test
  void inceptionIncrementCountsAcrossTheEndOfAMonthAndAYear() {
    Instant newYear = Instant.parse("2027-01-01T12:00:00Z");
    assertThat(INCEPTION_INCREMENT.edit(1, newYear)).isEqualTo(2026123101);
    assertThat(INCEPTION_INCREMENT.edit(2027010299L, newYear)).isEqualTo(2027010300);
    assertThat(INCEPTION_INCREMENT.edit(2027010300L, newYear)).isEqualTo(2027010300);
  }

  @Test
  void epochIsTheTimeOfTheChangeWhateverThePrimarySays() {
    assertThat(EPOCH.edit(7, TUESDAY)).isEqualTo(TUESDAY.getEpochSecond());
    assertThat(EPOCH.edit(MAX, TUESDAY)).isEqualTo(TUESDAY.getEpochSecond());
    assertThat(EPOCH.edit(7, TUESDAY.plusNanos(999_999_999))).isEqualTo(TUESDAY.getEpochSecond());
  }

  @Test
  void theOldKindsTakeTheThursdayAsDateAndTheNumberOfWeeks() {
    assertThat(INCEPTION.edit(2030010101L, TUESDAY)).isEqualTo(2026111901);
    assertThat(INCEPTION_WEEK.edit(2030010101L, TUESDAY)).isEqualTo(WEEKS);
    assertThat(INCEPTION_WEEK.edit(1, THURSDAY.minusSeconds(1))).isEqualTo(WEEKS - 1);
  }

  @Test
  void noneIsThePrimarysSerialEvenWhereItFalls() {
    assertThat(NONE.edit(7, TUESDAY)).isEqualTo(7);
    assertThat(NONE.next(7, 2026112401L, TUESDAY)).isEqualTo(7);
    assertThat(NONE.first(7, TUESDAY)).isEqualTo(7);
  }

  @Test
  void whatWasNeverServedGetsTheEditedSerial() {
    for (SerialPolicy policy : SerialPolicy.values()) {
      assertThat(policy.first(77, TUESDAY)).isEqualTo(policy.edit(77, TUESDAY));
    }
  }

  @Test
  void anEditedSerialThatIsNoHigherGivesWayToTheLastServedAndOne() {
    assertThat(INCREMENT_WEEKS.next(7, 7 + WEEKS, TUESDAY)).isEqualTo(8 + WEEKS);
    assertThat(INCEPTION.next(7, 2026111901, TUESDAY)).isEqualTo(2026111902);
    assertThat(EPOCH.next(7, TUESDAY.getEpochSecond(), TUESDAY))
        .isEqualTo(TUESDAY.getEpochSecond() + 1);
    assertThat(INCEPTION_WEEK.next(7, MAX, TUESDAY)).isEqualTo(WEEKS);
    assertThat(INCEPTION_INCREMENT.next(MAX, MAX, TUESDAY)).isZero();
  }

  @Test
  void aDateThatIsHalfTheCircleAwayIsNotTakenForHigher() {
    assertThat(INCREMENT_WEEKS.next(0, WEEKS + 0x8000_0000L, TUESDAY))
        .isEqualTo(WEEKS + 0x8000_0001L);
  }

  @Property
  void whateverIsServedRises(
      @ForAll SerialPolicy policy,
      @ForAll @LongRange(max = MAX) long primary,
      @ForAll @LongRange(max = MAX) long lastServed,
      @ForAll @LongRange(max = 10_000_000_000L) long seconds) {
    long next = policy.next(primary, lastServed, Instant.ofEpochSecond(seconds));
    if (policy == NONE) {
      assertThat(next).isEqualTo(primary);
    } else {
      assertThat(Serial.isAfter(next, lastServed)).isTrue();
    }
  }

  @Property
  void whateverIsServedHas32Bits(
      @ForAll SerialPolicy policy,
      @ForAll @LongRange(max = MAX) long primary,
      @ForAll @LongRange(max = 10_000_000_000L) long seconds) {
    assertThat(Serial.isValid(policy.edit(primary, Instant.ofEpochSecond(seconds)))).isTrue();
  }

  @Property
  void withinAWeekOnlyTheTimeOfTheChangeMatters(
      @ForAll @LongRange(max = MAX) long primary, @ForAll @LongRange(max = 604_799) long seconds) {
    for (SerialPolicy policy : SerialPolicy.values()) {
      if (policy != EPOCH) {
        assertThat(policy.edit(primary, THURSDAY.plusSeconds(seconds)))
            .isEqualTo(policy.edit(primary, THURSDAY));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKindIsReadAsItIsWrittenInAnyLetterCase(SerialPolicy policy) {
    assertThat(SerialPolicy.of(policy.text())).contains(policy);
    assertThat(SerialPolicy.of(policy.text().toLowerCase(java.util.Locale.ROOT))).contains(policy);
    assertThat(policy.text()).doesNotContain("_");
  }

  @Test
  void anUnknownKindIsNone() {
    assertThat(SerialPolicy.of("increment-months")).isEmpty();
    assertThat(SerialPolicy.of("")).isEmpty();
  }
}
