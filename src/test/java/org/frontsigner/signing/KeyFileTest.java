package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Each names the field that is wrong; bad base64 was once told to be a missing field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Algorithm: 15 | the field Private-key-format, which comes first, is missing",
        "Private-key-format: v2.0 | its Private-key-format is v2.0, and only v1.2 and v1.3",
        "Private-key-format: v1.2 | the field Algorithm is missing",
        "Private-key-format: v1.2;Algorithm: x | the field Algorithm is no number",
        "Private-key-format: v1.2;Algorithm: 3 (DSA) | its algorithm 3 is not supported",
        "Private-key-format: v1.2;Algorithm: 15 | the field PrivateKey is missing",
        "Private-key-format: v1.2;Algorithm: 15;PrivateKey: AAA! | the field PrivateKey is no base64",
        "Private-key-format: v1.2;Algorithm: 15;PrivateKey: AAA | PrivateKey is no base64, or is cut off",
        "Private-key-format: v1.2;Algorithm: 15;PrivateKey: | PrivateKey is no base64, or is cut off",
        "Private-key-format: v1.2;Algorithm: 8;Modulus: ?AAA | the field Modulus is no base64",
        "Private-key-format: v1.2;Algorithm: 12;GostAsn1: AAAA | GostAsn1 is no PKCS #8 structure",
        "Private-key-format: v1.2;Algorithm: 13;Algorithm: 15 | the field Algorithm is there twice",
        "Private-key-format: v1.2;Algorithm: 8;Engine: cGtjcw==;Label: AAAA | in a hardware module",
        "-----BEGIN PRIVATE KEY----- | import it with import-zone-key-pem"
      })
  void theFieldThatIsWrongIsNamed(String lines, String message) {
    assertThatThrownBy(() -> KeyFile.parse(lines.replace(";", "\n") + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** What was left after the cut was another key, which signed: the zone would have been bogus. */
  @ParameterizedTest
  @EnumSource(names = {"ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519", "ED448"})
  void aKeyThatIsCutOffAnywhereIsRefused(Algorithm algorithm) {
    String text = KeyFile.print(Keys.material(1, algorithm)).strip();
    int value = text.lastIndexOf(' ') + 1;
    for (int end = value; end < text.length(); end++) {
      String cut = text.substring(0, end);
      assertThatThrownBy(() -> KeyFile.parse(cut)).hasMessageContaining("PrivateKey");
    }
  }

  @ParameterizedTest
  @CsvSource({"ECDSAP256SHA256, 31", "ECDSAP384SHA384, 47", "ECDSAP384SHA384, 46"})
  void leadingZerosMayBeLeftOut(Algorithm algorithm, int octets) {
    byte[] scalar = new byte[octets];
    Arrays.fill(scalar, (byte) 7);
    String text =
        "Private-key-format: v1.2\nAlgorithm: %d\nPrivateKey: %s\n"
            .formatted(algorithm.number(), Base64.getEncoder().encodeToString(scalar));
    KeyMaterial material = KeyFile.parse(text);
    assertThat(new BigInteger(1, material.privateFields().get("PrivateKey")))
        .isEqualTo(new BigInteger(1, scalar));
    KeyProof.prove(material, CryptoChoice.best(false));
  }

  /** BIND, ldns and PowerDNS make keys whose size is no multiple of 8. */
  @ParameterizedTest
  @ValueSource(ints = {1024, 1025, 1999})
  void anRsaKeyOfAnySizeInRangeIsReadAndSigns(int bits) throws Exception {
    KeyMaterial made = RsaMaterial.of(Algorithm.RSASHA512, numbers(bits));
    assertThat(made.bits()).isEqualTo(bits);
    KeyMaterial read = KeyFile.parse(KeyFile.print(made));
    assertThat(read).isEqualTo(made);
    assertThat(KeyFile.print(read)).isEqualTo(KeyFile.print(made));
    KeyProof.prove(read, CryptoChoice.best(false));
    KeyProof.prove(read, CryptoChoice.portable(true));
  }

  private static RSAPrivateCrtKeySpec numbers(int bits) {
    Random random = new Random(bits);
    BigInteger e = BigInteger.valueOf(65537);
    while (true) {
      BigInteger p = BigInteger.probablePrime((bits + 1) / 2, random);
      BigInteger q = BigInteger.probablePrime(bits / 2, random);
      BigInteger belowP = p.subtract(BigInteger.ONE);
      BigInteger belowQ = q.subtract(BigInteger.ONE);
      if (p.multiply(q).bitLength() == bits) {
        BigInteger d = e.modInverse(belowP.multiply(belowQ));
        return new RSAPrivateCrtKeySpec(
            p.multiply(q), e, d, p, q, d.mod(belowP), d.mod(belowQ), q.modInverse(p));
      }
    }
  }

  /** Its numbers agree, and each of its signatures would be the signed message itself. */
  @Test
  void anRsaKeyWithExponent1IsRefused() {
    KeyMaterial made = Keys.material(1, Algorithm.RSASHA256);
    String text = KeyFile.print(made);
    for (String field : List.of("PublicExponent", "PrivateExponent", "Exponent1", "Exponent2")) {
      text = text.replaceFirst(field + ": .*", field + ": AQ==");
    }
    String one = text;
    assertThatThrownBy(() -> KeyFile.parse(one)).hasMessageContaining("PublicExponent");
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
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field.startsWith("Prime") ? "Modulus" : field);
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
