package org.frontsigner.signing;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.BigIntegers;

/** An ECDSA key on P-256 or P-384 (RFC 6605). Immutable. */
final class EcMaterial implements KeyMaterial {
  /** Some programs leave leading zeros out; five in a row are none of a random key. */
  private static final int LEADING_ZEROS_MAX = 4;

  private final Algorithm algorithm;
  private final ECPrivateKey key;
  private final byte[] publicKey;

  EcMaterial(Algorithm algorithm, BigInteger scalar) throws GeneralSecurityException {
    this.algorithm = algorithm;
    X9ECParameters curve = CustomNamedCurves.getByName(curveName(algorithm));
    if (scalar.signum() <= 0 || scalar.compareTo(curve.getN()) >= 0) {
      throw new IllegalArgumentException("the private key is not on " + curveName(algorithm));
    }
    this.publicKey = withoutForm(curve.getG().multiply(scalar).getEncoded(false));
    this.key =
        (ECPrivateKey)
            KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(scalar, parameters(algorithm)));
  }

  static EcMaterial of(Algorithm algorithm, Map<String, byte[]> fields)
      throws GeneralSecurityException {
    byte[] scalar = fields.get("PrivateKey");
    if (scalar == null) {
      throw new IllegalArgumentException("the field PrivateKey is missing");
    }
    int usual = algorithm.defaultBits() / 8;
    if (scalar.length > usual || scalar.length < usual - LEADING_ZEROS_MAX) {
      throw new IllegalArgumentException(
          "the field PrivateKey has %d octets, and %s keys have %d"
              .formatted(scalar.length, algorithm.mnemonic(), usual));
    }
    return new EcMaterial(algorithm, new BigInteger(1, scalar));
  }

  private static String curveName(Algorithm algorithm) {
    return algorithm == Algorithm.ECDSAP256SHA256 ? "secp256r1" : "secp384r1";
  }

  private static ECParameterSpec parameters(Algorithm algorithm) throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curveName(algorithm)));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static byte[] withoutForm(byte[] point) {
    return Arrays.copyOfRange(point, 1, point.length);
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
    return bits() / 4;
  }

  @Override
  public Map<String, byte[]> privateFields() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("PrivateKey", BigIntegers.asUnsignedByteArray(bits() / 8, key.getS()));
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EcMaterial that
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
