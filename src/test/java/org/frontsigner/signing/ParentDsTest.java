package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

/** What a parent's DS set points to, and which change of keys it would not survive. */
class ParentDsTest {
  private static final DomainName ZONE = DomainName.parse("example.");
  private static final Instant SEEN = Instant.parse("2026-11-24T04:00:00Z");
  private static final ZoneKey KSK = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, Algorithm.ED25519);
  private static final ZoneKey OTHER = Keys.key(2, ZoneKey.SECURE_ENTRY_POINT, Algorithm.ED25519);
  private static final ZoneKey ECDSA =
      Keys.key(3, ZoneKey.SECURE_ENTRY_POINT, Algorithm.ECDSAP256SHA256);

  private static ParentDs pointingTo(ZoneKey... keys) {
    TreeSet<String> records = new TreeSet<>();
    for (ZoneKey key : keys) {
      records.add(ParentDs.text(key.ds(ZONE, DsDigest.SHA256)));
    }
    return new ParentDs(SEEN, records, 3600);
  }

  @Test
  void aSetWithoutRecordsSaysThatTheZoneIsUnsigned() {
    assertThat(pointingTo().isSecure()).isFalse();
    assertThat(pointingTo(KSK).isSecure()).isTrue();
    assertThat(pointingTo().targets(ZONE, KeySet.of(List.of(KSK)))).isEmpty();
  }

  @Test
  void aRecordIsWrittenAsOperatorsWriteIt() {
    byte[] rdata = {0x30, 0x39, 15, 2, (byte) 0xAB, 0x01};
    assertThat(ParentDs.text(rdata)).isEqualTo("12345 15 2 AB01");
  }

  @Test
  void itPointsToKeysThatArePublishedAndSignTheKeys() {
    KeySet keys = KeySet.of(List.of(KSK, OTHER, ECDSA));
    assertThat(pointingTo(KSK, ECDSA).targets(ZONE, keys))
        .containsExactly(KeyRef.of(KSK), KeyRef.of(ECDSA));
    KeySet inactive = KeySet.of(List.of(KSK.withActive(false), OTHER));
    assertThat(pointingTo(KSK).targets(ZONE, inactive)).isEmpty();
    KeySet hidden = KeySet.of(List.of(KSK.withPublished(false), OTHER));
    assertThat(pointingTo(KSK).targets(ZONE, hidden)).isEmpty();
  }

  @Test
  void aChangeThatLeavesAnotherTargetOfTheAlgorithmBreaksNothing() {
    KeySet both = KeySet.of(List.of(KSK, OTHER));
    KeySet one = KeySet.of(List.of(OTHER));
    assertThat(pointingTo(KSK, OTHER).broken(ZONE, both, one)).isEmpty();
    assertThat(pointingTo(OTHER).broken(ZONE, both, one)).isEmpty();
  }

  @Test
  void aChangeThatLeavesNoTargetOfAnAlgorithmIsToldWithItsKey() {
    KeySet both = KeySet.of(List.of(KSK, ECDSA));
    KeySet one = KeySet.of(List.of(ECDSA));
    assertThat(pointingTo(KSK, ECDSA).broken(ZONE, both, one).orElseThrow())
        .contains("the parent's DS points to key " + KeyRef.of(KSK))
        .contains("no other key of algorithm 15");
    assertThat(pointingTo(ECDSA).broken(ZONE, both, one)).isEmpty();
  }
}
