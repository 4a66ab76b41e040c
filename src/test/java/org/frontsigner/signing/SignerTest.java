package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
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
import org.junit.jupiter.params.provider.EnumSource;

class SignerTest {
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
        new PublishPolicy(List.of(), false, false, OptionalLong.empty(), false),
        CryptoChoice.best(false),
        true,
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
