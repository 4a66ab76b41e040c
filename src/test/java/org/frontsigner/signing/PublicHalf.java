package org.frontsigner.signing;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import org.xbill.DNS.DNSKEYRecord;

/** A RSA key of which nobody knows the private half: it can't sign. */
record PublicHalf(BigInteger modulus, BigInteger exponent) implements RSAPrivateCrtKey {
  private static final long serialVersionUID = 1;

  /** The key of a DNSKEY record with a short exponent (RFC 3110, 2). */
  static ZoneKey of(DNSKEYRecord dnskey) {
    byte[] field = dnskey.getKey();
    int modulusAt = 1 + field[0];
    PublicHalf key =
        new PublicHalf(
            new BigInteger(1, Arrays.copyOfRange(field, modulusAt, field.length)),
            new BigInteger(1, Arrays.copyOfRange(field, 1, modulusAt)));
    Algorithm algorithm = Algorithm.of(dnskey.getAlgorithm()).orElseThrow();
    return new ZoneKey(1, dnskey.getFlags(), true, true, new RsaMaterial(algorithm, key));
  }

  @Override
  public BigInteger getModulus() {
    return modulus;
  }

  @Override
  public BigInteger getPublicExponent() {
    return exponent;
  }

  @Override
  public BigInteger getPrivateExponent() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger getPrimeP() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger getPrimeQ() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger getPrimeExponentP() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger getPrimeExponentQ() {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigInteger getCrtCoefficient() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getAlgorithm() {
    return "RSA";
  }

  @Override
  public String getFormat() {
    return null;
  }

  @Override
  public byte[] getEncoded() {
    return null;
  }
}
