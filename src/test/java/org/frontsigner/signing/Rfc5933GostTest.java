package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.junit.jupiter.api.Test;

/** GOST R 34.10-2001 and GOST R 34.11-94 as DNSSEC uses them, by the examples of RFC 5933. */
class Rfc5933GostTest {
  /** Section 2.2. */
  private static final String PRIVATE_KEY_FILE =
      """
      Private-key-format: v1.2
      Algorithm: 12 (ECC-GOST)
      GostAsn1: MEUCAQAwHAYGKoUDAgITMBIGByqFAwICIwEGByqFAwICHgEEIgQg/9MiXtXKg9FDXDN/R9CmVhJDyuzRAIgh4tPwCu4NHIs=
      """;

  private static final byte[] PUBLIC_KEY =
      Base64.getDecoder()
          .decode(
              "aRS/DcPWGQj2wVJydT8EcAVoC0kXn5pDVm2IMvDDPXeD32dsSKcmq8KNVzigjL4O"
                  + "XZTV+t/6w4X1gpNrZiC01g==");

  /** Section 4.2. */
  private static final byte[] OTHER_PUBLIC_KEY =
      Base64.getDecoder()
          .decode(
              "LMgXRHzSbIJGn6i16K+sDjaDf/k1o9DbxScOgEYqYS/rlh2Mf+BRAY3QHPbwoPh2"
                  + "fkDKBroFSRGR7ZYcx+YIQw==");

  private static ZoneKey key() {
    return new ZoneKey(1, ZoneKey.ZONE_KEY, true, true, KeyFile.parse(PRIVATE_KEY_FILE));
  }

  @Test
  void section22ThePublicKeyFollowsFromThePrivateKeyFile() {
    assertThat(key().material().publicKey()).isEqualTo(PUBLIC_KEY);
    assertThat(key().keyTag()).isEqualTo(59732);
  }

  @Test
  void aKeyFileIsPrintedAsItWasRead() {
    assertThat(KeyFile.print(key().material())).isEqualTo(PRIVATE_KEY_FILE);
  }

  /** Section 3.1: the signature of www.example.net A, with the record that it covers. */
  @Test
  void section31TheSignatureOfTheExampleVerifiesAndNoOtherDoes() throws GeneralSecurityException {
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "7vzzz6iLOmvtjs5FjVjSHT8XnRKFY15ki6KpkNPkUnS8iIns0Kv4APT+D9ibmHhG"
                    + "ri6Sfbyyzi67+wBbbW/jrA==");
    byte[] message = messageOfSection31();
    assertThat(verifies(message, signature)).isTrue();
    message[message.length - 1]++;
    assertThat(verifies(message, signature)).isFalse();
  }

  private static boolean verifies(byte[] message, byte[] signature)
      throws GeneralSecurityException {
    return PublicKeyForm.verifies(
        Algorithm.ECC_GOST, PUBLIC_KEY, message, signature, CryptoChoice.BOUNCY_CASTLE);
  }

  /** RRSIG without its signature, and the one record in canonical form (RFC 4034, 3.1.8.1). */
  private static byte[] messageOfSection31() {
    byte[] owner = DomainName.parse("www.example.net.").octets();
    byte[] signer = DomainName.parse("example.net.").octets();
    byte[] message = new byte[18 + signer.length + owner.length + 10 + 4];
    Octets.putU16(message, 0, 1);
    message[2] = 12;
    message[3] = 3;
    Octets.putU16(message, 6, 3600);
    Octets.putU32(message, 8, 1893456000L); // 20300101000000
    Octets.putU32(message, 12, 946684800L); // 20000101000000
    Octets.putU16(message, 16, 59732);
    System.arraycopy(signer, 0, message, 18, signer.length);
    int at = 18 + signer.length;
    System.arraycopy(owner, 0, message, at, owner.length);
    at += owner.length;
    Octets.putU16(message, at, 1);
    Octets.putU16(message, at + 2, 1);
    Octets.putU16(message, at + 6, 3600);
    Octets.putU16(message, at + 8, 4);
    byte[] address = {(byte) 192, 0, 2, 1};
    System.arraycopy(address, 0, message, at + 10, 4);
    return message;
  }

  /** Section 4.2. */
  @Test
  void section42TheDigestOfTheKeyIsThatOfTheExample() {
    byte[] dnskey = new byte[4 + OTHER_PUBLIC_KEY.length];
    Octets.putU16(dnskey, 0, ZoneKey.SECURE_ENTRY_POINT);
    dnskey[2] = 3;
    dnskey[3] = 12;
    System.arraycopy(OTHER_PUBLIC_KEY, 0, dnskey, 4, OTHER_PUBLIC_KEY.length);
    assertThat(DsDigest.GOST.of(DomainName.parse("example.net.").octets(), dnskey))
        .isEqualTo(
            HexFormat.of()
                .parseHex("22261A8B0E0D799183E35E24E2AD6BB58533CBA7E3B14D659E9CA09B2071398F"));
  }

  @Test
  void everyNewKeySignsWhatItsPublicKeyVerifies() {
    KeyMaker maker = new KeyMaker(new SecureRandom());
    for (int i = 0; i < 50; i++) {
      KeyMaterial made = maker.make(Algorithm.ECC_GOST, 256);
      KeyProof.prove(made, CryptoChoice.best(false));
      assertThat(KeyFile.parse(KeyFile.print(made))).isEqualTo(made);
    }
  }

  @Test
  void aKeyOfAnotherCurveIsRefused() {
    // The example's key with the CryptoPro-B curve (…23 02) in the place of A (…23 01).
    String other = PRIVATE_KEY_FILE.replace("ByqFAwICIwEG", "ByqFAwICIwIG");
    assertThatThrownBy(() -> KeyFile.parse(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CryptoPro-A");
  }

  @Test
  void aKeyThatNamesNoCurveIsRefused() throws IOException {
    AlgorithmIdentifier nameless = new AlgorithmIdentifier(GostMaterial.IDENTIFIER.getAlgorithm());
    byte[] info = new PrivateKeyInfo(nameless, new DEROctetString(new byte[32])).getEncoded();
    String text =
        "Private-key-format: v1.2\nAlgorithm: 12\nGostAsn1: %s\n"
            .formatted(Base64.getEncoder().encodeToString(info));
    assertThatThrownBy(() -> KeyFile.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CryptoPro-A");
  }

  @Test
  void whatIsNoAsn1IsRefused() {
    assertThatThrownBy(
            () -> KeyFile.parse("Private-key-format: v1.2\nAlgorithm: 12\nGostAsn1: AAAA\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
