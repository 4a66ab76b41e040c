package org.frontsigner.signing;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Map;

/**
 * A key whose private half stays in a PKCS #11 token; the public half is known here, so that a zone
 * can be served while the token is away. Immutable.
 */
public final class TokenMaterial implements KeyMaterial {
  private static final byte[] NONE = new byte[0];

  private final Algorithm algorithm;
  private final TokenReference reference;
  private final byte[] publicKey;

  private TokenMaterial(Algorithm algorithm, TokenReference reference, byte[] publicKey) {
    this.algorithm = algorithm;
    this.reference = reference;
    this.publicKey = publicKey;
  }

  /**
   * A key that is in its token.
   *
   * @param publicKey as the DNSKEY record holds it
   * @throws IllegalArgumentException when that is no public key of the algorithm
   */
  public static TokenMaterial of(Algorithm algorithm, TokenReference reference, byte[] publicKey) {
    requireToken(algorithm);
    TokenMaterial material = new TokenMaterial(algorithm, reference, publicKey.clone());
    boolean fits =
        algorithm.family() == Algorithm.Family.RSA
            ? algorithm.allowsBits(material.bits())
            : publicKey.length == octets(algorithm);
    if (!fits) {
      throw new IllegalArgumentException(
          "the token's public key has %d bits, and %s keys have %s"
              .formatted(
                  algorithm.family() == Algorithm.Family.RSA
                      ? material.bits()
                      : publicKey.length * 8,
                  algorithm.mnemonic(),
                  algorithm.family() == Algorithm.Family.RSA
                      ? "%d to %d in steps of 8"
                          .formatted(Algorithm.RSA_BITS_MIN, Algorithm.RSA_BITS_MAX)
                      : octets(algorithm) * 8));
    }
    return material;
  }

  /** A key that is still to be made in its token. It neither signs nor is published. */
  public static TokenMaterial pending(Algorithm algorithm, TokenReference reference) {
    requireToken(algorithm);
    return new TokenMaterial(algorithm, reference, NONE);
  }

  private static void requireToken(Algorithm algorithm) {
    if (algorithm.family() == Algorithm.Family.GOST) {
      throw new IllegalArgumentException(
          algorithm.mnemonic() + " keys are not used in tokens: take another algorithm");
    }
  }

  private static int octets(Algorithm algorithm) {
    return switch (algorithm) {
      case ECDSAP256SHA256 -> 64;
      case ECDSAP384SHA384 -> 96;
      case ED25519 -> 32;
      case ED448 -> 57;
      default -> throw new IllegalArgumentException(algorithm + " has keys of several sizes");
    };
  }

  public TokenReference reference() {
    return reference;
  }

  /** Whether the key is still to be made. */
  public boolean isPending() {
    return publicKey.length == 0;
  }

  /** The same key, found elsewhere. */
  public TokenMaterial at(TokenReference other) {
    return new TokenMaterial(algorithm, other, publicKey);
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  @Override
  public int bits() {
    if (isPending()) {
      return 0;
    }
    return algorithm.family() == Algorithm.Family.RSA
        ? modulus().bitLength()
        : algorithm.defaultBits();
  }

  /** RFC 3110, 2: the length of the exponent in one octet, or in three of which the first is 0. */
  private BigInteger modulus() {
    boolean isShort = publicKey[0] != 0;
    int start = isShort ? 1 : 3;
    if (publicKey.length < start) {
      throw new IllegalArgumentException("a public key that is cut off");
    }
    int length = isShort ? publicKey[0] & 0xff : (publicKey[1] & 0xff) << 8 | (publicKey[2] & 0xff);
    if (publicKey.length <= start + length) {
      throw new IllegalArgumentException("a public key without a modulus");
    }
    return new BigInteger(1, Arrays.copyOfRange(publicKey, start + length, publicKey.length));
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** There is none here. */
  @Override
  public PrivateKey privateKey() {
    throw new IllegalStateException("the private key is in a token");
  }

  @Override
  public int signatureOctets() {
    return switch (algorithm.family()) {
      case RSA -> (bits() + 7) / 8;
      case ECDSA -> algorithm.defaultBits() / 4;
      default -> 2 * octets(algorithm);
    };
  }

  /** None: they are in the token. */
  @Override
  public Map<String, byte[]> privateFields() {
    return Map.of();
  }

  @Override
  public TokenMaterial as(Algorithm other) {
    if (other.family() != Algorithm.Family.RSA || algorithm.family() != Algorithm.Family.RSA) {
      KeyMaterial.super.as(other);
    }
    return new TokenMaterial(other, reference, publicKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenMaterial that
        && algorithm == that.algorithm
        && reference.equals(that.reference)
        && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  @Override
  public String toString() {
    return algorithm.mnemonic() + ", " + reference;
  }
}
