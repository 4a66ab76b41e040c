package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Which libraries sign here, and that it does not matter which. */
class CryptoChoiceTest {
  private static final Set<Algorithm> NATIVE =
      EnumSet.complementOf(EnumSet.of(Algorithm.ECC_GOST, Algorithm.ED448));

  private static boolean isLinuxOnX8664() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  /** Where the native library does not load, all tests of vectors run on Bouncy Castle alone. */
  @Test
  void onLinuxX8664TheNativeLibraryLoadsAndSignsAllThatItKnows() {
    for (Algorithm algorithm : Algorithm.values()) {
      String name = CryptoChoice.best(false).providerName(algorithm);
      System.out.printf(
          "vectors of %s: fastest signer %s, verified by %s%n",
          algorithm.mnemonic(), name, Library.knowing(algorithm));
      if (isLinuxOnX8664()) {
        assertThat(name)
            .as("%s", algorithm)
            .isEqualTo(NATIVE.contains(algorithm) ? "AmazonCorrettoCryptoProvider" : "BC");
      }
    }
    assertThat(Library.CORRETTO.loads() || !isLinuxOnX8664()).isTrue();
  }

  @Test
  void portableAndReproducibleSignaturesComeOfBouncyCastle() {
    for (Algorithm algorithm : Algorithm.values()) {
      assertThat(CryptoChoice.portable(false).providerName(algorithm)).isEqualTo("BC");
    }
    assertThat(CryptoChoice.best(true).providerName(Algorithm.ECDSAP256SHA256)).isEqualTo("BC");
    assertThat(CryptoChoice.best(true).providerName(Algorithm.ECDSAP384SHA384)).isEqualTo("BC");
  }

  @Provide
  Arbitrary<Algorithm> withoutChance() {
    return Arbitraries.of(Algorithm.class)
        .filter(
            algorithm ->
                algorithm.family() == Algorithm.Family.RSA
                    || algorithm.family() == Algorithm.Family.EDDSA);
  }

  /** For ECDSA that is reproducible, {@link Rfc6979Test} has the same. */
  @Property(tries = 120)
  void signaturesWithoutChanceAreTheSameFromEveryLibrary(
      @ForAll("withoutChance") Algorithm algorithm, @ForAll @Size(max = 300) byte[] message)
      throws GeneralSecurityException {
    ZoneKey key = Keys.key(1, ZoneKey.ZONE_KEY, algorithm);
    List<byte[]> signatures = new ArrayList<>();
    for (CryptoChoice choice : KnownKeys.choices(algorithm)) {
      signatures.add(new Signer(key, choice).sign(message, message.length));
    }
    for (Library library : Library.knowing(algorithm)) {
      signatures.add(library.sign(algorithm, key.material().privateKey(), message));
    }
    for (byte[] signature : signatures) {
      assertThat(signature).isEqualTo(signatures.get(0));
    }
  }
}
