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

  private final Algorithm algorithm;
  private final RSAPrivateCrtKey key;

  RsaMaterial(Algorithm algorithm, RSAPrivateCrtKey key) {
    this.algorithm = algorithm;
    this.key = key;
    if (!algorithm.allowsBits(bits())) {
      throw new IllegalArgumentException(
          "a %s key has %d to %d bits in steps of 8, not %d"
              .formatted(
                  algorithm.mnemonic(), Algorithm.RSA_BITS_MIN, Algorithm.RSA_BITS_MAX, bits()));
    }
  }

  static RsaMaterial of(Algorithm algorithm, Map<String, byte[]> fields)
      throws GeneralSecurityException {
    RSAPrivateCrtKeySpec spec =
        new RSAPrivateCrtKeySpec(
            number(fields, "Modulus"),
            number(fields, "PublicExponent"),
            number(fields, "PrivateExponent"),
            number(fields, "Prime1"),
            number(fields, "Prime2"),
            number(fields, "Exponent1"),
            number(fields, "Exponent2"),
            number(fields, "Coefficient"));
    check(spec);
    return new RsaMaterial(
        algorithm, (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
  }

  /** A key whose numbers contradict each other would sign, and all its signatures be bogus. */
  private static void check(RSAPrivateCrtKeySpec spec) {
    BigInteger p = spec.getPrimeP();
    BigInteger q = spec.getPrimeQ();
    BigInteger secret = spec.getPrivateExponent();
    if (!p.multiply(q).equals(spec.getModulus()) || p.signum() == 0) {
      throw new IllegalArgumentException("Modulus is not the product of Prime1 and Prime2");
    }
    boolean belong =
        isInverse(secret, spec.getPublicExponent(), p.subtract(BigInteger.ONE))
            && isInverse(secret, spec.getPublicExponent(), q.subtract(BigInteger.ONE))
            && isInverse(spec.getCrtCoefficient(), q, p)
            && spec.getPrimeExponentP().equals(secret.mod(p.subtract(BigInteger.ONE)))
            && spec.getPrimeExponentQ().equals(secret.mod(q.subtract(BigInteger.ONE)));
    if (!belong) {
      throw new IllegalArgumentException("its numbers do not belong to one key");
    }
  }

  private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
    return modulus.signum() > 0 && a.multiply(b).mod(modulus).equals(BigInteger.ONE);
  }

  private static BigInteger number(Map<String, byte[]> fields, String name) {
    byte[] octets = fields.get(name);
    if (octets == null) {
      throw new IllegalArgumentException("the field " + name + " is missing");
    }
    return new BigInteger(1, octets);
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
