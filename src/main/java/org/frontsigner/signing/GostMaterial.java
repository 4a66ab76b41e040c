package org.frontsigner.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cryptopro.CryptoProObjectIdentifiers;
import org.bouncycastle.asn1.cryptopro.ECGOST3410NamedCurves;
import org.bouncycastle.asn1.cryptopro.GOST3410PublicKeyAlgParameters;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * A key of GOST R 34.10-2001 on the CryptoPro-A curve, which signs digests of GOST R 34.11-94 (RFC
 * 5933). Immutable.
 */
final class GostMaterial implements KeyMaterial {
  /** One coordinate of a point, and the private key. */
  static final int NUMBER_OCTETS = 32;

  static final X9ECParameters CURVE =
      ECGOST3410NamedCurves.getByOIDX9(CryptoProObjectIdentifiers.gostR3410_2001_CryptoPro_A);
  static final AlgorithmIdentifier IDENTIFIER =
      new AlgorithmIdentifier(
          CryptoProObjectIdentifiers.gostR3410_2001,
          new GOST3410PublicKeyAlgParameters(
              CryptoProObjectIdentifiers.gostR3410_2001_CryptoPro_A,
              CryptoProObjectIdentifiers.gostR3411_94_CryptoProParamSet));

  private static final String FIELD = "GostAsn1";

  private final byte[] encoded;
  private final byte[] publicKey;
  private final PrivateKey key;

  GostMaterial(BigInteger scalar) throws GeneralSecurityException {
    if (scalar.signum() <= 0 || scalar.compareTo(CURVE.getN()) >= 0) {
      throw new IllegalArgumentException("the private key is not on the CryptoPro-A curve");
    }
    this.encoded = encode(scalar);
    this.publicKey = point(CURVE.getG().multiply(scalar).normalize());
    this.key =
        KeyFactory.getInstance("ECGOST3410", CryptoChoice.BOUNCY_CASTLE)
            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  static GostMaterial of(KeyFields fields) throws GeneralSecurityException {
    byte[] octets = fields.octets(FIELD);
    PrivateKeyInfo info;
    try {
      info = PrivateKeyInfo.getInstance(octets);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException("the field " + FIELD + " is no PKCS #8 structure", e);
    }
    return of(info);
  }

  /**
   * The key of a PKCS #8 structure.
   *
   * @throws IllegalArgumentException when it is no key on the CryptoPro-A curve
   */
  static GostMaterial of(PrivateKeyInfo info) throws GeneralSecurityException {
    if (!isOnCurve(info.getPrivateKeyAlgorithm())) {
      throw new IllegalArgumentException(
          "the private key is none of GOST R 34.10-2001 on the CryptoPro-A curve");
    }
    return new GostMaterial(scalar(info));
  }

  /** Whether the curve is named, and ours: the digest's parameters may be left out. */
  private static boolean isOnCurve(AlgorithmIdentifier identifier) {
    return identifier.getAlgorithm().equals(CryptoProObjectIdentifiers.gostR3410_2001)
        && identifier.getParameters() != null
        && GOST3410PublicKeyAlgParameters.getInstance(identifier.getParameters())
            .getPublicKeyParamSet()
            .equals(CryptoProObjectIdentifiers.gostR3410_2001_CryptoPro_A);
  }

  /**
   * Programs write the number as integer, or as octets with the least significant first, bare or as
   * an octet string in the octet string of the key.
   */
  private static BigInteger scalar(PrivateKeyInfo info) {
    byte[] octets = info.getPrivateKey().getOctets();
    if (octets.length == NUMBER_OCTETS) {
      return new BigInteger(1, reversed(octets));
    }
    try {
      ASN1Primitive number = info.parsePrivateKey().toASN1Primitive();
      if (number instanceof ASN1Integer integer) {
        return integer.getPositiveValue();
      }
      return new BigInteger(1, reversed(ASN1OctetString.getInstance(number).getOctets()));
    } catch (IOException e) {
      throw new IllegalArgumentException("the private key's ASN.1 breaks off", e);
    }
  }

  /** The key as PKCS #8 has it. */
  PrivateKeyInfo info() {
    return PrivateKeyInfo.getInstance(encoded);
  }

  private static byte[] encode(BigInteger scalar) {
    byte[] octets = reversed(BigIntegers.asUnsignedByteArray(NUMBER_OCTETS, scalar));
    try {
      return new PrivateKeyInfo(IDENTIFIER, new DEROctetString(octets)).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a private key has no end", e);
    }
  }

  private static byte[] point(ECPoint point) {
    byte[] octets =
        Arrays.copyOf(reversed(point.getAffineXCoord().getEncoded()), 2 * NUMBER_OCTETS);
    byte[] y = reversed(point.getAffineYCoord().getEncoded());
    System.arraycopy(y, 0, octets, NUMBER_OCTETS, NUMBER_OCTETS);
    return octets;
  }

  static byte[] reversed(byte[] octets) {
    byte[] result = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      result[i] = octets[octets.length - 1 - i];
    }
    return result;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.ECC_GOST;
  }

  @Override
  public int bits() {
    return algorithm().defaultBits();
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
    return 2 * NUMBER_OCTETS;
  }

  @Override
  public Map<String, byte[]> privateFields() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put(FIELD, encoded.clone());
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GostMaterial that && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  @Override
  public String toString() {
    return algorithm().mnemonic() + " key";
  }
}
