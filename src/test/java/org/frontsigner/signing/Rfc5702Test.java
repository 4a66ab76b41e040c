package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RSA with SHA-256 and SHA-512 as DNSSEC uses them, by the examples of RFC 5702. */
class Rfc5702Test {
  /** We keep no key of 512 bits; the libraries below sign with it all the same. */
  @Test
  void section61TheSignatureWithSha256IsThatOfTheExample() throws GeneralSecurityException {
    Example example = Example.of("rfc5702-6.1");
    CoveredSet covered = example.signatures().get(0);
    byte[] message = covered.messageToSign();
    for (Library library : Library.knowing(Algorithm.RSASHA256)) {
      assertThat(library.sign(Algorithm.RSASHA256, privateKey("rfc5702-6.1"), message))
          .as("%s", library)
          .isEqualTo(covered.rrsig().getSignature());
      assertThat(verifies(library, example, message)).as("%s", library).isTrue();
    }
  }

  @Test
  void aKeyOf512BitsIsRefused() {
    assertThatThrownBy(() -> KeyFile.parse(Example.privateKeyFile("rfc5702-6.1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("512");
  }

  @Test
  void section62TheKeyAndTheSignatureWithSha512AreThoseOfTheExample()
      throws GeneralSecurityException {
    Example example = Example.of("rfc5702-6.2");
    ZoneKey key = KnownKeys.key("rfc5702-6.2");
    KnownKeys.hasItsDnskey(key, example);
    CoveredSet covered = example.signatures().get(0);
    for (CryptoChoice choice : KnownKeys.choices(Algorithm.RSASHA512)) {
      assertThat(covered.signedBy(key, choice))
          .as(choice.providerName(Algorithm.RSASHA512))
          .isEqualTo(covered.rrsig().getSignature());
    }
    for (Library library : Library.knowing(Algorithm.RSASHA512)) {
      assertThat(verifies(library, example, covered.messageToSign())).as("%s", library).isTrue();
    }
  }

  private static boolean verifies(Library library, Example example, byte[] message)
      throws GeneralSecurityException {
    CoveredSet covered = example.signatures().get(0);
    return library.verifies(
        covered.algorithm(),
        example.onlyDnskey().getKey(),
        message,
        covered.rrsig().getSignature());
  }

  private static PrivateKey privateKey(String name) throws GeneralSecurityException {
    String text = Example.privateKeyFile(name);
    return KeyFactory.getInstance("RSA")
        .generatePrivate(
            new RSAPrivateCrtKeySpec(
                number(text, "Modulus"),
                number(text, "PublicExponent"),
                number(text, "PrivateExponent"),
                number(text, "Prime1"),
                number(text, "Prime2"),
                number(text, "Exponent1"),
                number(text, "Exponent2"),
                number(text, "Coefficient")));
  }

  private static BigInteger number(String text, String field) {
    String line =
        Arrays.stream(text.split("\n"))
            .filter(each -> each.startsWith(field + ": "))
            .findFirst()
            .orElseThrow();
    return new BigInteger(1, Base64.getDecoder().decode(line.substring(field.length() + 2)));
  }
}
