package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The .key files of BIND and ldns. */
class PublicKeyFileTest {
  private static final DomainName ZONE = DomainName.parse("example.org.");
  private static final KeyMaterial MATERIAL = Keys.material(1, Algorithm.ED25519);
  private static final String KEY = Base64.getEncoder().encodeToString(MATERIAL.publicKey());

  @Test
  void aKeyFileOfBindIsRead() {
    String text =
        """
        ; This is a key-signing key, keyid 12345, for example.org.
        ; Created: 20261124000000
        Example.Org. 3600 IN DNSKEY 257 3 15 %s
        """
            .formatted(KEY);
    PublicKeyFile file = PublicKeyFile.parse(text);
    assertThat(file).isEqualTo(new PublicKeyFile("Example.Org.", 257, 15, KEY));
    assertThat(file.isOf(ZONE)).isTrue();
    assertThat(file.isOf(DomainName.parse("example.net."))).isFalse();
    assertThat(file.contradiction(MATERIAL)).isEmpty();
  }

  @Test
  void aKeyFileOfLdnsIsReadInPartsAndOverLines() {
    String text =
        "example.org.\tIN\tdnskey\t256 3 15 (\n "
            + KEY.substring(0, 20)
            + "\n "
            + KEY.substring(20)
            + " ) ;{id = 1 (zsk), size = 256b}";
    assertThat(PublicKeyFile.parse(text))
        .isEqualTo(new PublicKeyFile("example.org.", 256, 15, KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DNSKEY 257 3 15 AA==",
        "example.org. IN DNSKEY 257 3 15",
        "example.org. IN A 192.0.2.1",
        "; example.org. IN DNSKEY 257 3 15 AA=="
      })
  void aTextWithoutAWholeRecordIsRefused(String text) {
    assertThatThrownBy(() -> PublicKeyFile.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it has no DNSKEY record");
  }

  @Test
  void fieldsThatAreNoNumbersAreNamed() {
    assertThatThrownBy(() -> PublicKeyFile.parse("a. IN DNSKEY x 3 15 AA=="))
        .hasMessageContaining("flags");
    assertThatThrownBy(() -> PublicKeyFile.parse("a. IN DNSKEY 257 3 123456 AA=="))
        .hasMessageContaining("algorithm");
  }

  @Test
  void aTextOfItsGreatestLengthIsReadAndALongerOneRefused() {
    String record = "a. IN DNSKEY 257 3 15 AA==\n";
    String longest = record + ";".repeat(64 * 1024 - record.length());
    assertThat(PublicKeyFile.parse(longest).key()).isEqualTo("AA==");
    assertThatThrownBy(() -> PublicKeyFile.parse(longest + ";")).hasMessageContaining("larger");
  }

  @Test
  void whatBelongsToAnotherKeyIsToldApart() {
    PublicKeyFile otherAlgorithm = new PublicKeyFile("example.org.", 257, 13, KEY);
    PublicKeyFile otherKey = new PublicKeyFile("example.org.", 257, 15, "AAAA");
    assertThat(otherAlgorithm.contradiction(MATERIAL))
        .contains("has algorithm 13, and the private key 15");
    assertThat(otherKey.contradiction(MATERIAL))
        .contains("has a public key that does not belong to the private key");
    assertThat(new PublicKeyFile("a..b", 257, 15, KEY).isOf(ZONE)).isFalse();
  }
}
