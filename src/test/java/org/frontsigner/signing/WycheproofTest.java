package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Wycheproof calls valid is verified and what it calls invalid is refused, by what {@link
 * KeyProof} verifies with and by the libraries that sign; and with its private keys we make its
 * signatures.
 */
class WycheproofTest {
  /** A file, the algorithm, and how many of its vectors are valid, invalid, and either. */
  private record Suite(String file, Algorithm algorithm, int valid, int invalid, int acceptable) {}

  private static final List<Suite> VERIFY =
      List.of(
          new Suite("ecdsa_secp256r1_sha256_p1363", Algorithm.ECDSAP256SHA256, 146, 69, 4),
          new Suite("ecdsa_secp384r1_sha384_p1363", Algorithm.ECDSAP384SHA384, 167, 69, 3),
          new Suite("eddsa", Algorithm.ED25519, 84, 61, 0),
          new Suite("ed448", Algorithm.ED448, 17, 69, 0),
          new Suite("rsa_signature_2048_sha256", Algorithm.RSASHA256, 7, 230, 3),
          new Suite("rsa_signature_2048_sha512", Algorithm.RSASHA512, 7, 231, 2),
          new Suite("rsa_signature_3072_sha256", Algorithm.RSASHA256, 7, 230, 2),
          new Suite("rsa_signature_3072_sha512", Algorithm.RSASHA512, 7, 231, 2),
          new Suite("rsa_signature_4096_sha512", Algorithm.RSASHA512, 7, 231, 1));

  /** Not with Java's own library, which the product does not verify with: 17 gets four wrong. */
  static Stream<Arguments> suitesAndLibraries() {
    return VERIFY.stream()
        .flatMap(
            suite ->
                Library.knowing(suite.algorithm).stream()
                    .filter(library -> library != Library.JAVA)
                    .map(library -> Arguments.of(suite, library)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("suitesAndLibraries")
  void whatIsValidIsVerifiedAndWhatIsInvalidIsRefused(Suite suite, Library library) {
    List<Wycheproof> vectors = Wycheproof.of(suite.file, suite.algorithm);
    assertThat(
            Stream.of("valid", "invalid", "acceptable")
                .map(
                    result ->
                        vectors.stream().filter(each -> each.result().equals(result)).count()))
        .containsExactly((long) suite.valid, (long) suite.invalid, (long) suite.acceptable);
    List<String> wrong = new ArrayList<>();
    for (Wycheproof vector : vectors) {
      boolean verified = verifies(library, suite.algorithm, vector);
      if (!vector.result().equals("acceptable") && verified != vector.result().equals("valid")) {
        wrong.add(vector + (verified ? " is verified" : " is refused"));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean verifies(Library library, Algorithm algorithm, Wycheproof vector) {
    try {
      return library.verifies(algorithm, vector.publicKey(), vector.message(), vector.signature());
    } catch (GeneralSecurityException refused) {
      return false;
    }
  }

  static Stream<Arguments> signing() {
    return Stream.of(
        Arguments.of("eddsa", Algorithm.ED25519, 84),
        Arguments.of("ed448", Algorithm.ED448, 17),
        Arguments.of("rsa_sig_gen_misc", Algorithm.RSASHA1, 16),
        Arguments.of("rsa_sig_gen_misc", Algorithm.RSASHA1_NSEC3_SHA1, 16),
        Arguments.of("rsa_sig_gen_misc", Algorithm.RSASHA256, 44),
        Arguments.of("rsa_sig_gen_misc", Algorithm.RSASHA512, 34));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("signing")
  void withItsPrivateKeysWeMakeItsSignaturesOctetForOctet(
      String file, Algorithm algorithm, int count) throws GeneralSecurityException {
    int made = 0;
    for (Wycheproof vector : Wycheproof.of(file, algorithm)) {
      if (vector.result().equals("invalid")) {
        continue;
      }
      made++;
      KeyMaterial material = material(algorithm, vector);
      assertThat(material.publicKey()).as("%s", vector).isEqualTo(vector.publicKey());
      ZoneKey key = new ZoneKey(1, ZoneKey.ZONE_KEY, true, true, material);
      for (CryptoChoice choice : KnownKeys.choices(algorithm)) {
        byte[] message = vector.message();
        assertThat(new Signer(key, choice).sign(message, message.length))
            .as("%s by %s", vector, choice.providerName(algorithm))
            .isEqualTo(vector.signature());
      }
    }
    assertThat(made).isEqualTo(count);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("signing")
  void itsPrivateKeysProveThemselves(String file, Algorithm algorithm, int count)
      throws GeneralSecurityException {
    byte[] last = {};
    for (Wycheproof vector : Wycheproof.of(file, algorithm)) {
      if (!Arrays.equals(last, vector.privateKey())) {
        for (CryptoChoice choice : KnownKeys.choices(algorithm)) {
          KeyProof.prove(material(algorithm, vector), choice);
        }
        last = vector.privateKey();
      }
    }
    assertThat(last).as("of %d vectors", count).isNotEmpty();
  }

  private static KeyMaterial material(Algorithm algorithm, Wycheproof vector)
      throws GeneralSecurityException {
    if (algorithm.family() == Algorithm.Family.EDDSA) {
      return new EdMaterial(algorithm, vector.privateKey());
    }
    return new RsaMaterial(
        algorithm,
        (RSAPrivateCrtKey)
            KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(vector.privateKey())));
  }
}
