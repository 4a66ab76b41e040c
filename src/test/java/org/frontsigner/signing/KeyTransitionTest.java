package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** RFC 6781, 4.1 and RFC 7583, 3: what caches hold decides which step of a rollover may come. */
class KeyTransitionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final long DNSKEY_TTL = 3600;
  private static final long DATA_TTL = 600;
  private static final long REFRESH = 60;

  private static final KeyRef KSK = new KeyRef(1, 13);
  private static final KeyRef OLD = new KeyRef(2, 13);
  private static final KeyRef NEW = new KeyRef(3, 13);
  private static final KeyRef RSA = new KeyRef(4, 8);

  private static SortedSet<KeyRef> keys(KeyRef... keys) {
    return new TreeSet<>(List.of(keys));
  }

  private static ServedKeys served(SortedSet<KeyRef> published, KeyRef... signers) {
    return new ServedKeys(published, keys(KSK), keys(signers));
  }

  private static final ServedKeys OLD_ALONE = served(keys(KSK, OLD), OLD);
  private static final ServedKeys BOTH_KNOWN = served(keys(KSK, OLD, NEW), OLD);
  private static final ServedKeys BOTH_SIGN = served(keys(KSK, OLD, NEW), OLD, NEW);
  private static final ServedKeys NEW_SIGNS = served(keys(KSK, OLD, NEW), NEW);
  private static final ServedKeys NEW_ALONE = served(keys(KSK, NEW), NEW);
  private static final ServedKeys UNSIGNED = new ServedKeys(keys(), keys(), keys());

  private static FormerKeys until(Instant until, ServedKeys keys) {
    return new FormerKeys(until, keys, DNSKEY_TTL, DATA_TTL, REFRESH);
  }

  private static KeyTransition change(ServedKeys current, ServedKeys next, FormerKeys... former) {
    return new KeyTransition(until(NOW, current), List.of(former), next);
  }

  @Test
  void aKeyThatResolversDoNotKnowYetMayNotSignAlone() {
    KeyTransition change = change(OLD_ALONE, NEW_ALONE);
    assertThat(change.hazards()).hasSize(3);
    assertThat(change.safeFrom()).isEqualTo(NOW.plusSeconds(REFRESH + DNSKEY_TTL));
  }

  @Test
  void aKeyThatIsKnownLongEnoughMaySignAlone() {
    Instant published = NOW.minusSeconds(REFRESH + DNSKEY_TTL);
    assertThat(change(BOTH_KNOWN, NEW_SIGNS, until(published, OLD_ALONE)).hazards()).isEmpty();
    KeyTransition tooSoon =
        change(BOTH_KNOWN, NEW_SIGNS, until(published.plusSeconds(1), OLD_ALONE));
    assertThat(tooSoon.hazards()).hasSize(1);
    assertThat(tooSoon.safeFrom()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void oneMoreKeyMayAlwaysSign() {
    assertThat(change(BOTH_KNOWN, BOTH_SIGN).hazards()).isEmpty();
    assertThat(change(OLD_ALONE, BOTH_SIGN).hazards()).isEmpty();
  }

  @Test
  void aKeyMayGoOnlyWhenNoRecordSignedByItAloneIsHeld() {
    Instant retired = NOW.minusSeconds(REFRESH + DATA_TTL);
    FormerKeys before = until(retired.minusSeconds(10_000), OLD_ALONE);
    assertThat(change(NEW_SIGNS, NEW_ALONE, before, until(retired, BOTH_KNOWN)).hazards())
        .isEmpty();
    KeyTransition tooSoon =
        change(NEW_SIGNS, NEW_ALONE, before, until(retired.plusSeconds(5), BOTH_KNOWN));
    assertThat(tooSoon.hazards()).hasSize(2).allMatch(hazard -> hazard.reason().contains("2/13"));
    assertThat(tooSoon.safeFrom()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void whatBothKeysSignedNeedsOneOfThemAlone() {
    assertThat(change(NEW_SIGNS, NEW_ALONE, until(NOW.minusSeconds(1), BOTH_SIGN)).hazards())
        .isEmpty();
  }

  @Test
  void theLastSignerOfAnAlgorithmStaysWhileADnskeySetWithItIsHeld() {
    ServedKeys two = new ServedKeys(keys(KSK, RSA), keys(KSK, RSA), keys(KSK, RSA));
    ServedKeys one = new ServedKeys(keys(KSK), keys(KSK), keys(KSK));
    assertThat(change(two, one).hazards())
        .singleElement()
        .satisfies(hazard -> assertThat(hazard.reason()).contains("algorithm 8"));
    ServedKeys unpublished = new ServedKeys(keys(KSK), keys(KSK, RSA), keys(KSK, RSA));
    assertThat(change(two, unpublished).hazards()).isEmpty();
    Instant long_ago = NOW.minusSeconds(REFRESH + DNSKEY_TTL);
    assertThat(change(unpublished, one, until(long_ago, two)).hazards()).isEmpty();
    assertThat(change(unpublished, one, until(long_ago.plusSeconds(1), two)).hazards()).hasSize(1);
  }

  @Test
  void aKeySigningKeyBesideAZoneSigningKeyTakesItsDataAtOnce() {
    ServedKeys single = new ServedKeys(keys(KSK), keys(KSK), keys(KSK));
    ServedKeys split = new ServedKeys(keys(KSK, NEW), keys(KSK), keys(NEW));
    assertThat(change(single, split).hazards()).isNotEmpty();
  }

  @Test
  void whatWasBrokenBeforeHoldsNothingUp() {
    ServedKeys standby = new ServedKeys(keys(KSK, RSA), keys(KSK), keys(KSK));
    ServedKeys without = new ServedKeys(keys(KSK), keys(KSK), keys(KSK));
    assertThat(change(standby, without).hazards()).isEmpty();
  }

  @Test
  void aZoneServedUnsignedUntilLatelyHasNoChainToBreak() {
    FormerKeys lately = until(NOW.minusSeconds(REFRESH + DATA_TTL - 1), UNSIGNED);
    assertThat(change(OLD_ALONE, NEW_ALONE, lately).isInsecureLately()).isTrue();
    FormerKeys longAgo = until(NOW.minusSeconds(REFRESH + DATA_TTL), UNSIGNED);
    assertThat(change(OLD_ALONE, NEW_ALONE, longAgo).isInsecureLately()).isFalse();
    assertThat(change(UNSIGNED, NEW_ALONE).isInsecureLately()).isTrue();
  }

  @Test
  void goingUnsignedIsNeverSafeByItself() {
    assertThat(change(OLD_ALONE, UNSIGNED).hazards())
        .singleElement()
        .satisfies(hazard -> assertThat(hazard.until()).isEmpty());
    assertThat(change(UNSIGNED, UNSIGNED).hazards()).isEmpty();
  }

  @Test
  void noCacheKeepsAnythingLongerThanAWeek() {
    FormerKeys endless = new FormerKeys(NOW, OLD_ALONE, Integer.MAX_VALUE, 1L << 32, 1L << 32);
    assertThat(endless.forgotten()).isEqualTo(NOW.plusSeconds(2 * 7 * 86_400));
  }

  @Test
  void aKeyIsReadAsItIsWritten() {
    assertThat(KeyRef.parse(RSA.toString())).isEqualTo(RSA).hasToString("4/8");
  }
}
