package org.frontsigner.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A RSA key (RFC 3110, RFC 5702). Immutable. */
final class RsaMaterial implements KeyMaterial {
  private static final int SHORT_EXPONENT_OCTETS_MAX = 255;

  /** With 1 a signature is the message itself. */
  private static final BigInteger EXPONENT_MIN = BigInteger.valueOf(3);

  private final Algorithm algorithm;
  private final RSAPrivateCrtKey key;

  RsaMaterial(Algorithm algorithm, RSAPrivateCrtKey key) {
    this.algorithm = algorithm;
    this.key = key;
    if (bits() < Algorithm.RSA_BITS_MIN || bits() > Algorithm.RSA_BITS_MAX) {
      throw new IllegalArgumentException(
          "its Modulus has %d bits, and %s keys have %d to %d"
              .formatted(
                  bits(), algorithm.mnemonic(), Algorithm.RSA_BITS_MIN, Algorithm.RSA_BITS_MAX));
    }
  }

  static RsaMaterial of(Algorithm algorithm, KeyFields fields) throws GeneralSecurityException {
    return of(
        algorithm,
        new RSAPrivateCrtKeySpec(
            number(fields, "Modulus"),
            number(fields, "PublicExponent"),
            number(fields, "PrivateExponent"),
            number(fields, "Prime1"),
            number(fields, "Prime2"),
            number(fields, "Exponent1"),
            number(fields, "Exponent2"),
            number(fields, "Coefficient")));
  }

  /**
   * The key of these numbers (RFC 8017, 3.2).
   *
   * @throws IllegalArgumentException when they contradict each other, or are too large or small
   */
  static RsaMaterial of(Algorithm algorithm, RSAPrivateCrtKeySpec spec)
      throws GeneralSecurityException {
    if (spec.getModulus().bitLength() <= Algorithm.RSA_BITS_MAX) {
      check(spec);
    }
    return new RsaMaterial(
        algorithm, (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
  }

  /**
   * A key whose numbers contradict each other would sign, and all its signatures be bogus. One with
   * a number below zero, which ASN.1 can have, would sign well and not be read from its own file.
   */
  private static void check(RSAPrivateCrtKeySpec spec) {
    BigInteger p = spec.getPrimeP();
    BigInteger q = spec.getPrimeQ();
    require(
        p.signum() > 0 && q.signum() > 0 && p.multiply(q).equals(spec.getModulus()),
        "Modulus is not the product of Prime1 and Prime2");
    require(
        spec.getPublicExponent().compareTo(EXPONENT_MIN) >= 0,
        "PublicExponent is less than " + EXPONENT_MIN);
    BigInteger belowP = p.subtract(BigInteger.ONE);
    BigInteger belowQ = q.subtract(BigInteger.ONE);
    BigInteger secret = spec.getPrivateExponent();
    require(
        secret.signum() > 0
            && isInverse(secret, spec.getPublicExponent(), belowP)
            && isInverse(secret, spec.getPublicExponent(), belowQ),
        "PrivateExponent does not belong to PublicExponent and the primes");
    require(
        spec.getPrimeExponentP().equals(secret.mod(belowP)),
        "Exponent1 does not belong to PrivateExponent and Prime1");
    require(
        spec.getPrimeExponentQ().equals(secret.mod(belowQ)),
        "Exponent2 does not belong to PrivateExponent and Prime2");
    BigInteger coefficient = spec.getCrtCoefficient();
    require(
        coefficient.signum() > 0 && isInverse(coefficient, q, p),
        "Coefficient does not belong to the primes");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
    return modulus.signum() > 0 && a.multiply(b).mod(modulus).equals(BigInteger.ONE);
  }

  private static BigInteger number(KeyFields fields, String name) {
    return new BigInteger(1, fields.octets(name));
  }

  /** The key as PKCS #1 has it (RFC 8017, A.1.2). */
  org.bouncycastle.asn1.pkcs.RSAPrivateKey numbers() {
    return new org.bouncycastle.asn1.pkcs.RSAPrivateKey(
        key.getModulus(),
        key.getPublicExponent(),
        key.getPrivateExponent(),
        key.getPrimeP(),
        key.getPrimeQ(),
        key.getPrimeExponentP(),
        key.getPrimeExponentQ(),
        key.getCrtCoefficient());
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  @Override
  public int bits() {
    return key.getModulus().bitLength();
  }

  @Override
  public byte[] publicKey() {
    byte[] exponent = unsigned(key.getPublicExponent());
    byte[] modulus = unsigned(key.getModulus());
    boolean isShort = exponent.length <= SHORT_EXPONENT_OCTETS_MAX;
    int start = isShort ? 1 : 3;
    byte[] field = new byte[start + exponent.length + modulus.length];
    if (isShort) {
      field[0] = (byte) exponent.length;
    } else {
      field[1] = (byte) (exponent.length >> 8);
      field[2] = (byte) exponent.length;
    }
    System.arraycopy(exponent, 0, field, start, exponent.length);
    System.arraycopy(modulus, 0, field, start + exponent.length, modulus.length);
    return field;
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] octets = number.toByteArray();
    return octets[0] == 0 && octets.length > 1
        ? Arrays.copyOfRange(octets, 1, octets.length)
        : octets;
  }

  @Override
  public PrivateKey privateKey() {
    return key;
  }

  @Override
  public int signatureOctets() {
    return (bits() + 7) / 8;
  }

  @Override
  public Map<String, byte[]> privateFields() {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("Modulus", unsigned(key.getModulus()));
    fields.put("PublicExponent", unsigned(key.getPublicExponent()));
    fields.put("PrivateExponent", unsigned(key.getPrivateExponent()));
    fields.put("Prime1", unsigned(key.getPrimeP()));
    fields.put("Prime2", unsigned(key.getPrimeQ()));
    fields.put("Exponent1", unsigned(key.getPrimeExponentP()));
    fields.put("Exponent2", unsigned(key.getPrimeExponentQ()));
    fields.put("Coefficient", unsigned(key.getCrtCoefficient()));
    return fields;
  }

  @Override
  public KeyMaterial as(Algorithm other) {
    return new RsaMaterial(other, key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RsaMaterial that
        && algorithm == that.algorithm
        && Arrays.equals(publicKey(), that.publicKey());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey());
  }

  @Override
  public String toString() {
    return algorithm.mnemonic() + " key of " + bits() + " bits";
  }
}
