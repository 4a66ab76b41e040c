package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;

/** Which names are signed in lower case: RFC 6840, 5.1, where it mends RFC 4034, 6.2. */
class Rfc6840Section51Test {
  /** What is signed over a set of one record, one octet a character. */
  private static String signed(int type, byte[] rdata) {
    ZoneKey key = Keys.key(1, ZoneKey.ZONE_KEY, Algorithm.ED25519);
    SigningWindow window = new SigningWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(9));
    DomainName apex = DomainName.parse("Signer.Example.");
    SigningTerms terms =
        new SigningTerms(apex, KeySet.of(List.of(key)), window, CryptoChoice.best(false));
    DomainName owner = DomainName.parse("owner.signer.example.");
    RrsigMessage message = RrsigMessage.mine();
    message
        .over(
            terms.signerName(),
            owner.octets(),
            0,
            owner.length(),
            RrSetBuilder.single(type, 5, rdata))
        .sign(terms, new SignatureCounts(), SigningPurpose.ANSWER);
    return new String(message.octetsToSign(), StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private static byte[] octets(String name) {
    return DomainName.parse(name).octets();
  }

  @Test
  void theNextNameOfAnNsecRecordKeepsItsLetters() {
    byte[] next = octets("Next.Signer.Example.");
    assertThat(signed(RrType.NSEC, next)).endsWith(text(next));
  }

  @Test
  void theSignerOfAnRrsigRecordIsInLowerCase() {
    String message = signed(RrType.A, new byte[4]);
    assertThat(message.substring(SigningTerms.PREFIX_OCTETS))
        .startsWith(text(octets("signer.example.")));
  }

  @Test
  void theStringsOfHinfoKeepTheirLetters() {
    byte[] rdata = "\5KLH-a\3ITS".getBytes(StandardCharsets.US_ASCII);
    assertThat(signed(RrType.HINFO, rdata)).endsWith(text(rdata));
  }

  @Test
  void theNamesOfOlderTypesAreInLowerCase() {
    assertThat(signed(RrType.NS, octets("NS.Example."))).endsWith(text(octets("ns.example.")));
    assertThat(signed(RrType.CNAME, octets("A.Example."))).endsWith(text(octets("a.example.")));
  }
}
