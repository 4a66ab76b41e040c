package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String SEED = "ODIyNjAzODQ2MjgwODAxMjI2NDUxOTAyMDQxNDIyNjI=";
  private static final String GOOD =
      "Private-key-format: v1.2\nAlgorithm: 15 (ED25519)\nPrivateKey: " + SEED + "\n";

  @ParameterizedTest
  @EnumSource
  void aKeyIsReadAsItWasPrinted(Algorithm algorithm) {
    KeyMaterial made = Keys.material(1, algorithm);
    KeyMaterial read = KeyFile.parse(KeyFile.print(made));
    assertThat(read.algorithm()).isEqualTo(algorithm);
    assertThat(read.publicKey()).isEqualTo(made.publicKey());
    assertThat(KeyFile.print(read)).isEqualTo(KeyFile.print(made));
  }

  @Test
  void theDatesOfVersion13AndForeignLinesDoNotMatter() {
    String text =
        GOOD.replace("v1.2", "v1.3").replace("\n", "\r\n")
            + "Created: 20261124000000\r\nPublish: 20261124000000\r\n; a comment\r\n\r\n";
    assertThat(KeyFile.parse(text)).isEqualTo(KeyFile.parse(GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----",
        "example. IN DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=",
        "Private-key-format: v9.9\nAlgorithm: 15\nPrivateKey: " + SEED,
        "Private-key-format: v1.2\nPrivateKey: " + SEED,
        "Private-key-format: v1.2\nAlgorithm: fifteen\nPrivateKey: " + SEED,
        "Private-key-format: v1.2\nAlgorithm: 3 (DSA)\nPrivateKey: " + SEED,
        "Private-key-format: v1.2\nAlgorithm: 15 (ED25519)\n",
        "Private-key-format: v1.2\nAlgorithm: 15 (ED25519)\nPrivateKey: !!!!",
        "Private-key-format: v1.2\nAlgorithm: 15 (ED25519)\nPrivateKey: AAAA",
        "Private-key-format: v1.2\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: AAAA",
        "Private-key-format: v1.2\nAlgorithm: 13\nPrivateKey: //////////////////////////////////////////8=",
        "Private-key-format: v1.2\nAlgorithm: 8 (RSASHA256)\nModulus: AAAA"
      })
  void whatIsNoKeyIsRefusedWithAReason(String text) {
    assertThatThrownBy(() -> KeyFile.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".{15,}");
  }

  @Test
  void aFileTheSizeOfADiskIsRefused() {
    assertThatThrownBy(() -> KeyFile.parse(GOOD + "x".repeat(70_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Modulus",
        "PublicExponent",
        "PrivateExponent",
        "Prime1",
        "Prime2",
        "Exponent1",
        "Exponent2",
        "Coefficient"
      })
  void anRsaKeyWhoseNumbersDoNotBelongTogetherIsRefused(String field) {
    KeyMaterial made = Keys.material(1, Algorithm.RSASHA256);
    String good = Base64.getEncoder().encodeToString(made.privateFields().get(field));
    BigInteger other = new BigInteger(1, made.privateFields().get(field)).add(BigInteger.TWO);
    String bad = Base64.getEncoder().encodeToString(other.toByteArray());
    String text = KeyFile.print(made);
    assertThatThrownBy(() -> KeyFile.parse(text.replace(": " + good + "\n", ": " + bad + "\n")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anRsaKeyThatIsTooSmallIsRefusedWithItsSize() throws Exception {
    var generator = java.security.KeyPairGenerator.getInstance("RSA");
    generator.initialize(768);
    RSAPrivateCrtKey small = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    assertThatThrownBy(() -> new RsaMaterial(Algorithm.RSASHA256, small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("768");
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfAKeyIsShownByToString(Algorithm algorithm) {
    ZoneKey key = Keys.key(1, ZoneKey.ZONE_KEY, algorithm);
    for (String shown : new String[] {key.toString(), key.material().toString()}) {
      key.material()
          .privateFields()
          .values()
          .forEach(
              octets ->
                  assertThat(shown)
                      .doesNotContain(Base64.getEncoder().encodeToString(octets))
                      .doesNotContain(new BigInteger(1, octets).toString()));
    }
  }

  @Property
  void anErrorShowsNothingOfTheKey(@ForAll int cut, @ForAll byte flip) {
    StringBuilder text = new StringBuilder(KeyFile.print(Keys.material(1, Algorithm.RSASHA256)));
    int at = Math.floorMod(cut, text.length());
    text.setCharAt(at, (char) (32 + Math.floorMod(flip, 95)));
    try {
      KeyFile.parse(text.toString());
    } catch (IllegalArgumentException e) {
      Keys.material(1, Algorithm.RSASHA256)
          .privateFields()
          .values()
          .forEach(
              octets -> {
                String shown = String.valueOf(e.getMessage());
                assertThat(shown).doesNotContain(Base64.getEncoder().encodeToString(octets));
                assertThat(shown).doesNotContain(new BigInteger(1, octets).toString());
              });
    }
  }
}
