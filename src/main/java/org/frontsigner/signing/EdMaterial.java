package org.frontsigner.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;

/** An Ed25519 or Ed448 key (RFC 8080). Immutable. */
final class EdMaterial implements KeyMaterial {
  private static final int ED25519_OCTETS = 32;
  private static final int ED448_OCTETS = 57;

  private final Algorithm algorithm;
  private final byte[] seed;
  private final byte[] publicKey;
  private final PrivateKey key;

  EdMaterial(Algorithm algorithm, byte[] seed) throws GeneralSecurityException {
    this.algorithm = algorithm;
    this.seed = seed.clone();
    boolean small = algorithm == Algorithm.ED25519;
    if (seed.length != (small ? ED25519_OCTETS : ED448_OCTETS)) {
      throw new IllegalArgumentException(
          "the field PrivateKey has %d octets, and those of %s have %d"
              .formatted(seed.length, algorithm.mnemonic(), small ? ED25519_OCTETS : ED448_OCTETS));
    }
    this.publicKey =
        small
            ? new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded()
            : new Ed448PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
    NamedParameterSpec curve = small ? NamedParameterSpec.ED25519 : NamedParameterSpec.ED448;
    this.key = KeyFactory.getInstance("EdDSA").generatePrivate(new EdECPrivateKeySpec(curve, seed));
  }

  /** The identifier of the algorithm in ASN.1 (RFC 8410, 3). */
  static ASN1ObjectIdentifier identifier(Algorithm algorithm) {
    return new ASN1ObjectIdentifier(algorithm == Algorithm.ED25519 ? "1.3.101.112" : "1.3.101.113");
  }

  /** The key as PKCS #8 has it (RFC 8410, 7). */
  PrivateKeyInfo info() throws IOException {
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(identifier(algorithm)), new DEROctetString(seed));
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  @Override
  public int bits() {
    return algorithm.defaultBits();
  }

  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public PrivateKey privateKey() {
    return key;
  }

  @Override
  public int signatureOctets() {
    return 2 * publicKey.length;
  }

  @Override
  public Map<String, byte[]> privateFields() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("PrivateKey", seed.clone());
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EdMaterial that
        && algorithm == that.algorithm
        && Arrays.equals(publicKey(), that.publicKey());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey());
  }

  @Override
  public String toString() {
    return algorithm.mnemonic() + " key";
  }
}
