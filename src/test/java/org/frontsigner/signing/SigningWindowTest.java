package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.signing.SigningWindow.Shape.POWERDNS;
import static org.frontsigner.signing.SigningWindow.Shape.TWO_WEEK;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Serial;
import org.junit.jupiter.api.Test;

class SigningWindowTest {
  private static final Instant THURSDAY = Instant.parse("2026-11-26T00:00:00Z");
  private static final long TIMES_END = 1L << 32;

  @Test
  void itReachesFromAWeekBeforeTheThursdayToTwoWeeksAfterIt() {
    SigningWindow window = SigningWindow.at(Instant.parse("2026-11-29T13:14:15Z"), POWERDNS);
    assertThat(window.inception()).isEqualTo(Instant.parse("2026-11-19T00:00:00Z"));
    assertThat(window.expiration()).isEqualTo(Instant.parse("2026-12-10T00:00:00Z"));
  }

  @Test
  void theOtherShapeBeginsAtTheThursdayItself() {
    SigningWindow window = SigningWindow.at(Instant.parse("2026-11-29T13:14:15Z"), TWO_WEEK);
    assertThat(window.inception()).isEqualTo(THURSDAY);
    assertThat(window.expiration()).isEqualTo(Instant.parse("2026-12-10T00:00:00Z"));
  }

  @Test
  void itJumpsAtTheFirstSecondOfAThursday() {
    SigningWindow before = SigningWindow.at(THURSDAY.minusNanos(1), POWERDNS);
    SigningWindow after = SigningWindow.at(THURSDAY, POWERDNS);
    assertThat(before).isEqualTo(SigningWindow.at(THURSDAY.minusSeconds(604_800), POWERDNS));
    assertThat(after).isEqualTo(SigningWindow.at(THURSDAY.plusSeconds(1), POWERDNS));
    assertThat(Duration.between(before.inception(), after.inception())).hasDays(7);
  }

  @Test
  void theTurnoverIsTheThursdayAfterNow() {
    assertThat(SigningWindow.turnoverAfter(THURSDAY.minusSeconds(1))).isEqualTo(THURSDAY);
    assertThat(SigningWindow.turnoverAfter(THURSDAY)).isEqualTo(THURSDAY.plusSeconds(604_800));
  }

  @Property
  void everyTurnoverIsAThursdayAtMidnightInUtcWithinAWeek(
      @ForAll @LongRange(min = -3_000_000_000L, max = 10_000_000_000L) long seconds) {
    Instant now = Instant.ofEpochSecond(seconds);
    Instant turnover = SigningWindow.turnoverAfter(now);
    assertThat(turnover.atOffset(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(DayOfWeek.THURSDAY);
    assertThat(turnover.getEpochSecond() % 86_400).isZero();
    assertThat(Duration.between(now, turnover))
        .isBetween(Duration.ofSeconds(1), Duration.ofDays(7));
  }

  @Property
  void signaturesServedNowAreValidForAnotherWeek(
      @ForAll @LongRange(max = 10_000_000_000L) long seconds, @ForAll SigningWindow.Shape shape) {
    Instant now = Instant.ofEpochSecond(seconds);
    SigningWindow window = SigningWindow.at(now, shape);
    assertThat(window.inception()).isBeforeOrEqualTo(now);
    assertThat(Duration.between(now, window.expiration())).isGreaterThan(Duration.ofDays(7));
  }

  @Test
  void the32BitsOfSignedTimeIn2038AreNothingSpecial() {
    Instant lastSigned = Instant.ofEpochSecond((1L << 31) - 1);
    SigningWindow window = SigningWindow.at(lastSigned, POWERDNS);
    assertThat(window.inception()).isEqualTo(Instant.parse("2038-01-07T00:00:00Z"));
    assertThat(inceptionOnTheWire(window)).isEqualTo(window.inception().getEpochSecond());
    assertThat(expirationOnTheWire(window)).isEqualTo(window.expiration().getEpochSecond());
    assertThat(expirationOnTheWire(window)).isGreaterThan(1L << 31);
  }

  @Test
  void timesOnTheWireWrapIn2106AndStillFollowEachOther() {
    Instant wrap = Instant.ofEpochSecond(TIMES_END);
    SigningWindow window = SigningWindow.at(wrap, POWERDNS);
    assertThat(expirationOnTheWire(window))
        .isEqualTo(window.expiration().getEpochSecond() - TIMES_END)
        .isLessThan(inceptionOnTheWire(window));
    assertThat(Serial.isAfter(expirationOnTheWire(window), inceptionOnTheWire(window))).isTrue();
  }

  /** RFC 4034, 3.1.5: the times are compared in serial number arithmetic. */
  @Property
  void nowIsWithinTheTimesOnTheWireAtAnyTime(
      @ForAll @LongRange(max = 20_000_000_000L) long seconds) {
    SigningWindow window = SigningWindow.at(Instant.ofEpochSecond(seconds), POWERDNS);
    long now = seconds % TIMES_END;
    long inception = inceptionOnTheWire(window);
    assertThat(now == inception || Serial.isAfter(now, inception)).isTrue();
    assertThat(Serial.isAfter(expirationOnTheWire(window), now)).isTrue();
  }

  private static long inceptionOnTheWire(SigningWindow window) {
    return Octets.u32(prefix(window), 12);
  }

  private static long expirationOnTheWire(SigningWindow window) {
    return Octets.u32(prefix(window), 8);
  }

  private static byte[] prefix(SigningWindow window) {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, Algorithm.ED25519);
    SigningTerms terms =
        new SigningTerms(
            DomainName.parse("example."),
            KeySet.of(List.of(key)),
            window,
            CryptoChoice.portable(false));
    byte[] prefix = new byte[SigningTerms.PREFIX_OCTETS];
    terms.writePrefix(terms.signers(RrType.A)[0], RrType.A, 2, 300, prefix, 0);
    return prefix;
  }
}
