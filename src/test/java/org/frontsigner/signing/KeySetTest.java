package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.signing.Algorithm.ECDSAP256SHA256;
import static org.frontsigner.signing.Algorithm.ED25519;
import static org.frontsigner.signing.KeySet.Role.CSK;
import static org.frontsigner.signing.KeySet.Role.KSK;
import static org.frontsigner.signing.KeySet.Role.ZSK;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;

class KeySetTest {
  private static final ZoneKey ENTRY = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, ED25519);
  private static final ZoneKey PLAIN = Keys.key(2, ZoneKey.ZONE_KEY, ED25519);
  private static final ZoneKey ENTRY_13 = Keys.key(3, ZoneKey.SECURE_ENTRY_POINT, ECDSAP256SHA256);
  private static final ZoneKey PLAIN_13 = Keys.key(4, ZoneKey.ZONE_KEY, ECDSAP256SHA256);

  private static KeySet set(ZoneKey... keys) {
    return KeySet.of(List.of(keys));
  }

  @Test
  void aPairSharesTheWork() {
    KeySet keys = set(ENTRY, PLAIN);
    assertThat(keys.role(ENTRY)).isEqualTo(KSK);
    assertThat(keys.role(PLAIN)).isEqualTo(ZSK);
    assertThat(keys.signers(RrType.DNSKEY)).containsExactly(ENTRY);
    assertThat(keys.signers(RrType.SOA)).containsExactly(PLAIN);
    assertThat(keys.signers(RrType.CDS)).containsExactly(PLAIN, ENTRY);
    assertThat(keys.signers(RrType.CDNSKEY)).containsExactly(PLAIN, ENTRY);
    assertThat(keys.entryPoints()).containsExactly(ENTRY);
  }

  @Test
  void entryPointsAloneSignEverything() {
    KeySet keys = set(ENTRY);
    assertThat(keys.role(ENTRY)).isEqualTo(CSK);
    assertThat(keys.signers(RrType.DNSKEY)).containsExactly(ENTRY);
    assertThat(keys.signers(RrType.A)).containsExactly(ENTRY);
    assertThat(keys.entryPoints()).containsExactly(ENTRY);
  }

  @Test
  void zoneKeysAloneSignEverythingAndCanBePointedTo() {
    KeySet keys = set(PLAIN);
    assertThat(keys.role(PLAIN)).isEqualTo(CSK);
    assertThat(keys.signers(RrType.DNSKEY)).containsExactly(PLAIN);
    assertThat(keys.signers(RrType.A)).containsExactly(PLAIN);
    assertThat(keys.entryPoints()).containsExactly(PLAIN);
  }

  @Test
  void rolesAreFoundByAlgorithm() {
    KeySet keys = set(ENTRY, PLAIN, ENTRY_13);
    assertThat(keys.role(ENTRY_13)).isEqualTo(CSK);
    assertThat(keys.signers(RrType.DNSKEY)).containsExactly(ENTRY, ENTRY_13);
    assertThat(keys.signers(RrType.A)).containsExactly(PLAIN, ENTRY_13);
  }

  @Test
  void anEntryPointOfOneAlgorithmIsNoPairForAZoneKeyOfAnother() {
    KeySet keys = set(ENTRY, PLAIN_13);
    assertThat(keys.role(ENTRY)).isEqualTo(CSK);
    assertThat(keys.role(PLAIN_13)).isEqualTo(CSK);
    assertThat(keys.signers(RrType.DNSKEY)).containsExactly(PLAIN_13, ENTRY);
    assertThat(keys.signers(RrType.A)).containsExactly(PLAIN_13, ENTRY);
  }

  @Test
  void everyActiveKeyOfARoleSigns() {
    ZoneKey second = Keys.key(12, ZoneKey.ZONE_KEY, ED25519);
    assertThat(set(ENTRY, PLAIN, second).signers(RrType.A)).containsExactly(PLAIN, second);
  }

  @Test
  void anInactiveKeySignsNothingAndMakesNoPair() {
    ZoneKey resting = ENTRY.withActive(false);
    KeySet keys = set(resting, PLAIN);
    assertThat(keys.role(PLAIN)).isEqualTo(CSK);
    assertThat(keys.signers(RrType.DNSKEY)).containsExactly(PLAIN);
    assertThat(keys.signers(RrType.CDS)).containsExactly(PLAIN);
    assertThat(keys.published()).containsExactly(PLAIN, resting);
  }

  /** So that a key that is published ahead of its time can get its DS first. */
  @Test
  void aPublishedEntryPointCanBePointedToBeforeItSigns() {
    ZoneKey coming = Keys.key(12, ZoneKey.SECURE_ENTRY_POINT, ED25519).withActive(false);
    KeySet keys = set(ENTRY, PLAIN, coming);
    assertThat(keys.role(coming)).isEqualTo(KSK);
    assertThat(keys.entryPoints()).containsExactly(ENTRY, coming);
  }

  @Test
  void aZoneKeyThatRestsBesideAnEntryPointIsNotPointedTo() {
    KeySet keys = set(ENTRY, PLAIN.withActive(false));
    assertThat(keys.role(PLAIN.withActive(false))).isEqualTo(ZSK);
    assertThat(keys.entryPoints()).containsExactly(ENTRY);
  }

  @Test
  void anUnpublishedKeySignsButIsNotShown() {
    ZoneKey hidden = ENTRY.withPublished(false);
    KeySet keys = set(hidden);
    assertThat(keys.signs()).isTrue();
    assertThat(keys.signers(RrType.A)).containsExactly(hidden);
    assertThat(keys.published()).isEmpty();
    assertThat(keys.entryPoints()).isEmpty();
  }

  @Test
  void onlyTheFlags257MakeAnEntryPoint() {
    ZoneKey revoked = new ZoneKey(9, 385, true, true, Keys.material(9, ED25519));
    assertThat(revoked.isSecureEntryPoint()).isFalse();
    assertThat(set(ENTRY, revoked).role(ENTRY)).isEqualTo(KSK);
  }

  @Test
  void zoneKeysComeFirstThenIdsInOrder() {
    ZoneKey late = Keys.key(20, ZoneKey.ZONE_KEY, ED25519);
    assertThat(set(ENTRY_13, late, ENTRY, PLAIN).all())
        .containsExactly(PLAIN, late, ENTRY, ENTRY_13);
  }

  @Test
  void noKeysSignNothing() {
    assertThat(KeySet.EMPTY.signs()).isFalse();
    assertThat(set(ENTRY.withActive(false)).signs()).isFalse();
    assertThat(set(ENTRY.withActive(false)).signers(RrType.A)).isEmpty();
  }

  /** Wherever anything signs, every algorithm that signs signs both the keys and the data. */
  @Property
  void everySigningAlgorithmSignsEverything(@ForAll @Size(max = 6) List<Boolean[]> draws) {
    List<ZoneKey> all = new java.util.ArrayList<>();
    for (int i = 0; i < draws.size(); i++) {
      Boolean[] draw = java.util.Arrays.copyOf(draws.get(i), 3);
      boolean entry = Boolean.TRUE.equals(draw[0]);
      boolean active = Boolean.TRUE.equals(draw[1]);
      Algorithm algorithm = Boolean.TRUE.equals(draw[2]) ? ED25519 : ECDSAP256SHA256;
      int flags = entry ? ZoneKey.SECURE_ENTRY_POINT : ZoneKey.ZONE_KEY;
      all.add(Keys.key(100 + i, flags, algorithm).withActive(active));
    }
    KeySet keys = KeySet.of(all);
    for (Algorithm algorithm : List.of(ED25519, ECDSAP256SHA256)) {
      boolean signs = all.stream().anyMatch(key -> key.active() && key.algorithm() == algorithm);
      for (int type : List.of(RrType.DNSKEY, RrType.A, RrType.CDS)) {
        assertThat(keys.signers(type).stream().anyMatch(key -> key.algorithm() == algorithm))
            .isEqualTo(signs);
      }
    }
    assertThat(keys.signers(RrType.CDS)).containsExactlyElementsOf(keys.active());
  }
}
