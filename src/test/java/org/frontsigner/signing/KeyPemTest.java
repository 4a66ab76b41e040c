package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPemTest {
  private static final BigInteger SCALAR = BigInteger.valueOf(0x123456789L);
  private static final List<String> MESSAGES =
      List.of(
          "Modulus is not",
          "PublicExponent",
          "PrivateExponent",
          "Modulus is not",
          "Modulus is not",
          "Exponent1",
          "Exponent2",
          "Coefficient");
  private static final String RSA = "RSA PRIVATE KEY";
  private static final String EC = "EC PRIVATE KEY";
  private static final String ANY = "PRIVATE KEY";

  private static String pem(String type, ASN1Object content) {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content.getEncoded());
      return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refused(String text, Algorithm algorithm, String message) {
    assertThatThrownBy(() -> KeyPem.parse(text, algorithm))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyIsReadAsItWasPrinted(Algorithm algorithm) {
    KeyMaterial made = Keys.material(1, algorithm);
    String text = KeyPem.print(made);
    assertThat(text)
        .startsWith(
            "-----BEGIN %s-----\n"
                .formatted(algorithm.family() == Algorithm.Family.RSA ? RSA : ANY));
    KeyMaterial read = KeyPem.parse(text, algorithm);
    assertThat(read).isEqualTo(made);
    assertThat(KeyFile.print(read)).isEqualTo(KeyFile.print(made));
    assertThat(KeyPem.print(read)).isEqualTo(text);
  }

  @Test
  void whatStandsAroundTheKeyDoesNotMatter() {
    KeyMaterial made = Keys.material(1, Algorithm.ECDSAP256SHA256);
    String text =
        "Bag Attributes\r\n"
            + pem("EC PARAMETERS", EcMaterial.curve(Algorithm.ECDSAP256SHA256))
            + KeyPem.print(made).replace("\n", "\r\n")
            + pem("CERTIFICATE", new DEROctetString(new byte[5]));
    assertThat(KeyPem.parse(text, Algorithm.ECDSAP256SHA256)).isEqualTo(made);
  }

  private static ECPrivateKey sec1(BigInteger ofPoint, Algorithm named) {
    byte[] point =
        CustomNamedCurves.getByName("secp256r1").getG().multiply(ofPoint).getEncoded(true);
    return new ECPrivateKey(
        256, SCALAR, new DERBitString(point), named == null ? null : EcMaterial.curve(named));
  }

  @Test
  void aKeyOfSec1IsReadWithAndWithoutCurveAndPublicKey() throws Exception {
    KeyMaterial expected = new EcMaterial(Algorithm.ECDSAP256SHA256, SCALAR);
    for (ECPrivateKey key :
        new ECPrivateKey[] {
          sec1(SCALAR, Algorithm.ECDSAP256SHA256),
          sec1(SCALAR, null),
          new ECPrivateKey(256, SCALAR, EcMaterial.curve(Algorithm.ECDSAP256SHA256)),
          new ECPrivateKey(256, SCALAR)
        }) {
      assertThat(KeyPem.parse(pem(EC, key), Algorithm.ECDSAP256SHA256)).isEqualTo(expected);
    }
  }

  @Test
  void aPublicKeyThatIsNotThatOfThePrivateOneIsRefused() throws Exception {
    ECPrivateKey other = sec1(SCALAR.add(BigInteger.ONE), Algorithm.ECDSAP256SHA256);
    refused(pem(EC, other), Algorithm.ECDSAP256SHA256, "public key does not belong to its private");
    byte[] nowhere = new byte[65];
    nowhere[0] = 4;
    nowhere[64] = 1;
    ECPrivateKey off = new ECPrivateKey(256, SCALAR, new DERBitString(nowhere), null);
    refused(pem(EC, off), Algorithm.ECDSAP256SHA256, "its public key is no point on secp256r1");
    PrivateKeyInfo info =
        new PrivateKeyInfo(
            new AlgorithmIdentifier(EdMaterial.identifier(Algorithm.ED25519)),
            new DEROctetString(new byte[32]),
            null,
            new byte[32]);
    refused(pem(ANY, info), Algorithm.ED25519, "public key does not belong to its private");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void anRsaKeyWhoseNumbersDoNotBelongTogetherIsRefused(int wrong) {
    BigInteger[] numbers = numbersOfRsa();
    numbers[wrong] = numbers[wrong].add(BigInteger.TWO);
    refused(pem(RSA, rsa(numbers)), Algorithm.RSASHA256, MESSAGES.get(wrong));
  }

  private static BigInteger[] numbersOfRsa() {
    return Keys.material(1, Algorithm.RSASHA256).privateFields().values().stream()
        .map(octets -> new BigInteger(1, octets))
        .toArray(BigInteger[]::new);
  }

  private static RSAPrivateKey rsa(BigInteger... numbers) {
    return new RSAPrivateKey(
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7]);
  }

  /** Congruent numbers sign well, but a private key file has no sign: none would read it again. */
  @Test
  void anRsaKeyWithANumberBelowZeroIsRefused() {
    BigInteger[] numbers = numbersOfRsa();
    BigInteger secret = numbers[2];
    BigInteger order =
        numbers[3].subtract(BigInteger.ONE).multiply(numbers[4].subtract(BigInteger.ONE));
    numbers[2] = secret.subtract(order);
    refused(pem(RSA, rsa(numbers)), Algorithm.RSASHA256, "PrivateExponent");
    numbers[2] = secret;
    numbers[7] = numbers[7].subtract(numbers[3]);
    refused(pem(RSA, rsa(numbers)), Algorithm.RSASHA256, "Coefficient");
  }

  @ParameterizedTest
  @CsvSource({
    "ECDSAP384SHA384, ECDSAP256SHA256, a key on the curve P-384",
    "ECDSAP256SHA256, ECDSAP384SHA384, a key on the curve P-256",
    "ED448, ED25519, a key of another kind (ED448)",
    "ED25519, ECDSAP256SHA256, a key of another kind (ED25519)",
    "RSASHA256, ED25519, a RSA key",
    "ECDSAP256SHA256, RSASHA512, an elliptic curve key",
    "ECC_GOST, ECDSAP256SHA256, a GOST R 34.10-2001 key"
  })
  void aKeyOfAnotherAlgorithmThanIsAskedForIsRefused(
      Algorithm made, Algorithm asked, String message) {
    refused(KeyPem.print(Keys.material(1, made)), asked, message);
    refused(KeyPem.print(Keys.material(1, made)), asked, "none of algorithm " + asked.mnemonic());
  }

  @Test
  void aCurveThatIsSpelledOutIsRefused() {
    ASN1Encodable curve = CustomNamedCurves.getByName("secp256r1");
    refused(
        pem(EC, new ECPrivateKey(256, SCALAR, curve)),
        Algorithm.ECDSAP256SHA256,
        "a curve without a name");
  }

  @Test
  void kindsThatSignOtherwiseAreNamed() {
    PrivateKeyInfo info = info("1.3.101.110");
    refused(pem(ANY, info), Algorithm.ED25519, "X25519");
    refused(pem(ANY, info("1.2.840.113549.1.1.10")), Algorithm.RSASHA256, "RSASSA-PSS");
  }

  private static PrivateKeyInfo info(String kind) {
    try {
      return new PrivateKeyInfo(
          new AlgorithmIdentifier(new ASN1ObjectIdentifier(kind)),
          new DEROctetString(new byte[32]));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsEncryptedIsRefusedWithTheWayToDecryptIt() {
    String pkcs8 = pem("ENCRYPTED PRIVATE KEY", new DEROctetString(new byte[64]));
    refused(pkcs8, Algorithm.ED25519, "it is encrypted: decrypt it with 'openssl pkey");
    String old =
        KeyPem.print(Keys.material(1, Algorithm.RSASHA256))
            .replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n");
    refused(old, Algorithm.RSASHA256, "it is encrypted");
  }

  @Test
  void whatIsNoKeyIsRefusedWithAReason() {
    String good = KeyPem.print(Keys.material(1, Algorithm.ED25519));
    Algorithm asked = Algorithm.ED25519;
    refused("", asked, "no line that begins with -----BEGIN");
    refused(KeyFile.print(Keys.material(1, asked)), asked, "import it with import-zone-key");
    refused(pem("PUBLIC KEY", new DEROctetString(new byte[9])), asked, "it has no private key");
    refused(good + good, asked, "it has 2 private keys");
    refused(good.replaceFirst("-----END.*", ""), asked, "no line -----END");
    refused(good.replaceFirst("\n..", "\n!!"), asked, "its base64 is broken");
    refused(pem("DSA PRIVATE KEY", new DEROctetString(new byte[9])), asked, "another kind of PEM");
    refused(pem("OPENSSH PRIVATE KEY", new DEROctetString(new byte[9])), asked, "another kind");
    refused(pem(ANY, new DEROctetString(new byte[9])), asked, "its ASN.1 is broken");
    refused(pem(RSA, new DEROctetString(new byte[9])), Algorithm.RSASHA256, "ASN.1 is broken");
    refused(pem(EC, vector()), Algorithm.ECDSAP256SHA256, "ASN.1 is broken");
    refused(good + " ".repeat(70_000), asked, "it is larger");
  }

  private static ASN1Object vector() {
    ASN1EncodableVector vector = new ASN1EncodableVector();
    vector.add(new DEROctetString(new byte[9]));
    return new org.bouncycastle.asn1.DERSequence(vector);
  }

  @Property
  void anErrorShowsNothingOfTheKeyAndIsAlwaysARefusal(
      @ForAll Algorithm algorithm, @ForAll int cut, @ForAll byte flip) {
    KeyMaterial made = Keys.material(1, algorithm);
    StringBuilder text = new StringBuilder(KeyPem.print(made));
    int at = Math.floorMod(cut, text.length());
    text.setCharAt(at, (char) (32 + Math.floorMod(flip, 95)));
    try {
      KeyPem.parse(text.toString(), algorithm);
    } catch (IllegalArgumentException e) {
      for (String line : KeyPem.print(made).lines().filter(each -> each.length() > 16).toList()) {
        assertThat(String.valueOf(e.getMessage())).doesNotContain(line);
      }
      assertThat(e.getMessage()).hasSizeLessThan(200);
    }
  }
}
