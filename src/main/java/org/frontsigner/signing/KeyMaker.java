package org.frontsigner.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidParameterSpecException;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.BigIntegers;

/** Makes new keys. */
public final class KeyMaker {
  private final SecureRandom random;

  public KeyMaker(SecureRandom random) {
    this.random = random;
  }

  /**
   * A new private key.
   *
   * @throws IllegalArgumentException when the algorithm has no keys of so many bits, or this Java
   *     lacks the algorithm
   */
  public KeyMaterial make(Algorithm algorithm, int bits) {
    if (!algorithm.allowsBits(bits)) {
      throw new IllegalArgumentException(
          algorithm.family() == Algorithm.Family.RSA
              ? "a %s key has %d to %d bits in steps of 8, not %d"
                  .formatted(
                      algorithm.mnemonic(), Algorithm.RSA_BITS_MIN, Algorithm.RSA_BITS_MAX, bits)
              : "a %s key has %d bits, not %d"
                  .formatted(algorithm.mnemonic(), algorithm.defaultBits(), bits));
    }
    try {
      return switch (algorithm.family()) {
        case RSA -> rsa(algorithm, bits);
        case GOST -> new GostMaterial(belowOrder(GostMaterial.CURVE));
        case ECDSA -> new EcMaterial(algorithm, scalar(algorithm));
        case EDDSA -> new EdMaterial(algorithm, seed(algorithm));
      };
    } catch (GeneralSecurityException e) {
      throw unusable(algorithm, e);
    }
  }

  /** Why the providers of this Java make no key of an algorithm out of its numbers. */
  static IllegalArgumentException unusable(Algorithm algorithm, GeneralSecurityException e) {
    return new IllegalArgumentException(
        e instanceof NoSuchAlgorithmException || e instanceof InvalidParameterSpecException
            ? "this Java has no keys of %s (%s): use one with all its modules, or another algorithm"
                .formatted(algorithm.mnemonic(), e.getMessage())
            : "its numbers are no key of %s: %s".formatted(algorithm.mnemonic(), e.getMessage()),
        e);
  }

  private KeyMaterial rsa(Algorithm algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits, random);
    return new RsaMaterial(algorithm, (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
  }

  private BigInteger scalar(Algorithm algorithm) {
    String curve = algorithm == Algorithm.ECDSAP256SHA256 ? "secp256r1" : "secp384r1";
    return belowOrder(CustomNamedCurves.getByName(curve));
  }

  private BigInteger belowOrder(X9ECParameters curve) {
    BigInteger last = curve.getN().subtract(BigInteger.ONE);
    return BigIntegers.createRandomInRange(BigInteger.ONE, last, random);
  }

  private byte[] seed(Algorithm algorithm) {
    byte[] seed = new byte[algorithm == Algorithm.ED25519 ? 32 : 57];
    random.nextBytes(seed);
    return seed;
  }
}
