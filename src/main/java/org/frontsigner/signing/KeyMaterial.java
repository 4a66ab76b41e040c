package org.frontsigner.signing;

import java.security.PrivateKey;
import java.util.Map;

/**
 * A private key and what follows from it. Never shown: {@code toString} tells the kind alone.
 * Immutable.
 */
public sealed interface KeyMaterial
    permits RsaMaterial, GostMaterial, EcMaterial, EdMaterial, TokenMaterial {
  Algorithm algorithm();

  int bits();

  /** The public key as the DNSKEY record holds it (RFC 3110, 5933, 6605, 8080). */
  byte[] publicKey();

  PrivateKey privateKey();

  /** How many octets a signature has. */
  int signatureOctets();

  /** The fields of a private key file, in their order (BIND private-key-format). */
  Map<String, byte[]> privateFields();

  /**
   * The same key for another algorithm of its family: 5, 7, 8 and 10 share their keys, others have
   * no second one.
   *
   * @throws IllegalArgumentException when the key is none of that algorithm
   */
  default KeyMaterial as(Algorithm other) {
    if (other != algorithm()) {
      throw new IllegalArgumentException("a key of " + algorithm() + " is none of " + other);
    }
    return this;
  }
}
