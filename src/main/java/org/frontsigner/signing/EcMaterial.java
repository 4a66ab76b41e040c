package org.frontsigner.signing;

import java.io.IOException;
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
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** An ECDSA key on P-256 or P-384 (RFC 6605). Immutable. */
final class EcMaterial implements KeyMaterial {
  /** Some programs leave leading zeros out; five in a row are none of a random key. */
  private static final int LEADING_ZEROS_MAX = 4;

  /** Base64 that is cut where a group of it ends has a multiple of as many octets left. */
  private static final int BASE64_GROUP_OCTETS = 3;

  private static final byte UNCOMPRESSED_POINT = 4;

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

  /**
   * The key of a private key file's octets.
   *
   * @throws IllegalArgumentException when there are too few or too many
   */
  static EcMaterial of(Algorithm algorithm, byte[] scalar) throws GeneralSecurityException {
    int usual = algorithm.defaultBits() / 8;
    boolean isShort = scalar.length < usual;
    boolean mayBeCut = isShort && scalar.length % BASE64_GROUP_OCTETS == 0;
    if (scalar.length > usual || scalar.length < usual - LEADING_ZEROS_MAX || mayBeCut) {
      throw new IllegalArgumentException(
          "the field PrivateKey has %d octets, and those of %s have %d%s"
              .formatted(
                  scalar.length,
                  algorithm.mnemonic(),
                  usual,
                  mayBeCut ? ": it is cut off, or lacks its leading zeros" : ""));
    }
    return new EcMaterial(algorithm, new BigInteger(1, scalar));
  }

  /**
   * Checks a public key that is given beside the private one.
   *
   * @param point as SEC 1, 2.3.3 has it
   * @throws IllegalArgumentException when it is not on the curve, or another key's
   */
  void requirePublic(byte[] point) {
    ECPoint given;
    try {
      given = CustomNamedCurves.getByName(curveName(algorithm)).getCurve().decodePoint(point);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "its public key is no point on " + curveName(algorithm), e);
    }
    if (given.isInfinity() || !Arrays.equals(withoutForm(given.getEncoded(false)), publicKey)) {
      throw new IllegalArgumentException("its public key does not belong to its private key");
    }
  }

  /** The curve by its identifier. */
  static ASN1ObjectIdentifier curve(Algorithm algorithm) {
    return algorithm == Algorithm.ECDSAP256SHA256
        ? SECObjectIdentifiers.secp256r1
        : SECObjectIdentifiers.secp384r1;
  }

  /** The key as PKCS #8 has it, with its public half (RFC 5915, RFC 5958). */
  PrivateKeyInfo info() throws IOException {
    byte[] point = new byte[publicKey.length + 1];
    point[0] = UNCOMPRESSED_POINT;
    System.arraycopy(publicKey, 0, point, 1, publicKey.length);
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve(algorithm)),
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            bits(), key.getS(), new DERBitString(point), null));
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
