package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ECDSA on P-256 and P-384 as DNSSEC uses it, by the examples of RFC 6605, 6.1 and 6.2. */
class Rfc6605Test {
  @ParameterizedTest
  @ValueSource(strings = {"rfc6605-6.1", "rfc6605-6.2"})
  void theDnskeyAndTheDsFollowFromThePrivateKey(String name) {
    KnownKeys.hasItsDnskey(KnownKeys.key(name), Example.of(name));
    KnownKeys.hasItsDs(KnownKeys.key(name), Example.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc6605-6.1", "rfc6605-6.2"})
  void theSignatureOfTheExampleIsOverTheOctetsThatWeSign(String name)
      throws GeneralSecurityException {
    Example example = Example.of(name);
    CoveredSet covered = example.signatures().get(0);
    byte[] message = covered.messageToSign();
    for (Library library : Library.knowing(covered.algorithm())) {
      byte[] signature = covered.rrsig().getSignature();
      assertThat(verifies(library, example, message, signature)).as("%s", library).isTrue();
      message[message.length - 1]++;
      assertThat(verifies(library, example, message, signature)).as("%s", library).isFalse();
      message[message.length - 1]--;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc6605-6.1", "rfc6605-6.2"})
  void whatWeSignWithThePrivateKeyVerifiesWithTheDnskey(String name)
      throws GeneralSecurityException {
    Example example = Example.of(name);
    CoveredSet covered = example.signatures().get(0);
    for (CryptoChoice choice : KnownKeys.choices(covered.algorithm())) {
      byte[] signature = covered.signedBy(KnownKeys.key(name), choice);
      byte[] message = RrsigMessage.mine().octetsToSign();
      for (Library library : Library.knowing(covered.algorithm())) {
        assertThat(verifies(library, example, message, signature))
            .as("%s verifies what %s signs", library, choice.providerName(covered.algorithm()))
            .isTrue();
      }
    }
  }

  private static boolean verifies(
      Library library, Example example, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Algorithm algorithm = example.signatures().get(0).algorithm();
    return library.verifies(algorithm, example.onlyDnskey().getKey(), message, signature);
  }
}
