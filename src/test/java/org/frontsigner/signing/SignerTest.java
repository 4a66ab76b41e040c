package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
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
    SigningPlan plan =
        new SigningPlan(
            KeySet.of(List.of(key)),
            new Denial.Nsec(),
            new SigningWindow(Instant.ofEpochSecond(1438207200), Instant.ofEpochSecond(1440021600)),
            new PublishPolicy(List.of(), false, false, OptionalLong.empty()),
            CryptoChoice.best(false),
            true,
            new SignatureCounts());
    SignedZone signed = SignedZone.first(exampleCom(), plan, 1);
    Rrsigs rrsigs = signed.signatures(signed.apexNode(), signed.apexNode().set(RrType.MX));
    assertThat(rrsigs.signatures())
        .isEqualTo(
            Base64.getDecoder()
                .decode(
                    "oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeR"
                        + "AvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg=="));
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
