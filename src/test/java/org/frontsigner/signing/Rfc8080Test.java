package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ed25519 and Ed448 as DNSSEC uses them, by the two examples each of RFC 8080, 6.1 and 6.2, with
 * the signatures of its erratum 4935.
 */
class Rfc8080Test {
  @ParameterizedTest
  @ValueSource(strings = {"rfc8080-6.1-a", "rfc8080-6.1-b", "rfc8080-6.2-a", "rfc8080-6.2-b"})
  void theDnskeyAndTheDsFollowFromThePrivateKey(String name) {
    KnownKeys.hasItsDnskey(KnownKeys.key(name), Example.of(name));
    KnownKeys.hasItsDs(KnownKeys.key(name), Example.of(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc8080-6.1-a", "rfc8080-6.1-b", "rfc8080-6.2-a", "rfc8080-6.2-b"})
  void theSignatureIsThatOfTheExampleOctetForOctet(String name) {
    CoveredSet covered = Example.of(name).signatures().get(0);
    for (CryptoChoice choice : KnownKeys.choices(covered.algorithm())) {
      assertThat(covered.signedBy(KnownKeys.key(name), choice))
          .as(choice.providerName(covered.algorithm()))
          .isEqualTo(covered.rrsig().getSignature());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc8080-6.1-a", "rfc8080-6.1-b", "rfc8080-6.2-a", "rfc8080-6.2-b"})
  void theSignatureOfTheExampleVerifies(String name) throws GeneralSecurityException {
    Example example = Example.of(name);
    CoveredSet covered = example.signatures().get(0);
    for (Library library : Library.knowing(covered.algorithm())) {
      byte[] publicKey = example.onlyDnskey().getKey();
      byte[] signature = covered.rrsig().getSignature();
      assertThat(
              library.verifies(covered.algorithm(), publicKey, covered.messageToSign(), signature))
          .as("%s", library)
          .isTrue();
    }
  }
}
