package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignerTest {
  private static byte[] sign(Algorithm algorithm, byte[] scalar, String message) {
    String text =
        "Private-key-format: v1.2\nAlgorithm: %d (%s)\nPrivateKey: %s\n"
            .formatted(
                algorithm.number(),
                algorithm.mnemonic(),
                Base64.getEncoder().encodeToString(scalar));
    ZoneKey key = new ZoneKey(1, ZoneKey.ZONE_KEY, true, true, KeyFile.parse(text));
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    return new Signer(key, CryptoChoice.best(true)).sign(octets, octets.length);
  }

  /** RFC 6979, appendix A.2.5, with SHA-256. */
  @ParameterizedTest
  @CsvSource({
    "sample, EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    "test,   F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
        + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
  })
  void reproducibleSignaturesOnP256AreThoseOfRfc6979(String message, String signature) {
    byte[] scalar =
        HexFormat.of().parseHex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    assertThat(sign(Algorithm.ECDSAP256SHA256, scalar, message))
        .isEqualTo(HexFormat.of().parseHex(signature));
  }

  /** RFC 6979, appendix A.2.6, with SHA-384. */
  @ParameterizedTest
  @CsvSource({
    "sample, 94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF9"
        + "6E36DD1E80FABE4699EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
        + "A329C145786E679E7B82C71A38628AC8",
    "test,   8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA"
        + "8F1DD3CA3CF023DBDDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E0"
        + "6A739F040649A667BF3B828246BAA5A5"
  })
  void reproducibleSignaturesOnP384AreThoseOfRfc6979(String message, String signature) {
    byte[] scalar =
        HexFormat.of()
            .parseHex(
                "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
                    + "96D5724E4C70A825F872C9EA60D2EDF5");
    assertThat(sign(Algorithm.ECDSAP384SHA384, scalar, message))
        .isEqualTo(HexFormat.of().parseHex(signature));
  }

  @ParameterizedTest
  @EnumSource(names = {"RSASHA256", "ED25519", "ED448"})
  void signaturesWithoutChanceAreTheSameFromEveryLibrary(Algorithm algorithm) {
    ZoneKey key = Keys.key(1, ZoneKey.ZONE_KEY, algorithm);
    byte[] message = {1, 2, 3};
    assertThat(new Signer(key, CryptoChoice.best(false)).sign(message, 3))
        .isEqualTo(new Signer(key, CryptoChoice.portable(true)).sign(message, 3));
  }

  @ParameterizedTest
  @EnumSource
  void everySignatureHasTheLengthThatIsReservedForIt(Algorithm algorithm) {
    ZoneKey key = Keys.key(1, ZoneKey.ZONE_KEY, algorithm);
    byte[] message = new byte[1];
    for (CryptoChoice choice : List.of(CryptoChoice.best(false), CryptoChoice.best(true))) {
      Signer signer = new Signer(key, choice);
      for (int i = 0; i < 20; i++) {
        message[0] = (byte) i;
        assertThat(signer.sign(message, 1)).hasSize(key.material().signatureOctets());
      }
    }
  }

  /** RFC 8080, 6.1, with its erratum 4935. */
  @Test
  void theSignatureOfRfc8080ComesOutOfAWholeZone() {
    ZoneKey key =
        new ZoneKey(
            1,
            ZoneKey.SECURE_ENTRY_POINT,
            true,
            true,
            KeyFile.parse(
                "Private-key-format: v1.2\nAlgorithm: 15 (ED25519)\n"
                    + "PrivateKey: ODIyNjAzODQ2MjgwODAxMjI2NDUxOTAyMDQxNDIyNjI=\n"));
    SignedZone signed = SignedZone.first(exampleCom(), plan(key), 1);
    Rrsigs rrsigs = signed.signatures(signed.apexNode(), signed.apexNode().set(RrType.MX));
    assertThat(rrsigs.signatures())
        .isEqualTo(
            Base64.getDecoder()
                .decode(
                    "oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeR"
                        + "AvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg=="));
  }

  /** A private key that is another one's than the public key, as after a fault of memory. */
  private static ZoneKey faulty() throws Exception {
    EdMaterial material = new EdMaterial(Algorithm.ED25519, new byte[32]);
    byte[] other = material.publicKey();
    other[31] ^= 1;
    var published = EdMaterial.class.getDeclaredField("publicKey");
    published.setAccessible(true);
    published.set(material, other);
    return new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, material);
  }

  @Test
  void aSignatureOverTheKeysThatDoesNotVerifyIsNotGivenOut() throws Exception {
    SignedZone signed = SignedZone.first(exampleCom(), plan(faulty()), 1);
    Node apex = signed.apexNode();
    RrSet keys = apex.set(RrType.DNSKEY);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> signed.signatures(apex, keys))
          .isInstanceOf(SigningFailed.class)
          .hasMessageContaining("key 1")
          .hasMessageContaining("does not verify");
    }
    assertThatThrownBy(() -> signed.sign(0)).isInstanceOf(SigningFailed.class);
  }

  @ParameterizedTest
  @EnumSource
  void theSignatureOverTheKeysVerifiesWithEveryLibrary(Algorithm algorithm) throws Exception {
    byte[] message = {1, 2, 3};
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    byte[] publicKey = key.material().publicKey();
    List<CryptoChoice> choices =
        List.of(CryptoChoice.best(false), CryptoChoice.best(true), CryptoChoice.portable(false));
    for (CryptoChoice choice : choices) {
      byte[] signature = new Signer(key, choice).signProven(message, 3);
      for (CryptoChoice other : choices) {
        assertThat(other.verifies(algorithm, publicKey, message, signature)).isTrue();
        assertThat(other.verifies(algorithm, publicKey, new byte[] {1, 2}, signature)).isFalse();
      }
    }
  }

  private static SigningPlan plan(ZoneKey key) {
    return new SigningPlan(
        KeySet.of(List.of(key)),
        new Denial.Nsec(),
        new SigningWindow(Instant.ofEpochSecond(1438207200), Instant.ofEpochSecond(1440021600)),
        new PublishPolicy(List.of(), false, false, OptionalLong.empty()),
        CryptoChoice.best(false),
        new SignatureCounts());
  }

  private static Zone exampleCom() {
    DomainName apex = DomainName.parse("example.com.");
    byte[] mail = DomainName.parse("mail.example.com.").octets();
    byte[] mx = new byte[2 + mail.length];
    mx[1] = 10;
    System.arraycopy(mail, 0, mx, 2, mail.length);
    ZoneBuilder builder = new ZoneBuilder(apex, IntakePolicy.DEFAULT);
    builder.add(apex, RrType.SOA, 3600, new Soa(3600, apex, apex, 1, 1, 1, 1, 1).rdata());
    builder.add(apex, RrType.NS, 3600, mail);
    builder.add(apex, RrType.MX, 3600, mx);
    return ((BuildResult.Built) builder.build()).zone();
  }
}
