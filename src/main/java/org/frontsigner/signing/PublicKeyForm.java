package org.frontsigner.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.frontsigner.wire.Octets;

/** Public keys as DNSKEY records hold them (RFC 3110, 5933, 6605, 8080), for those who verify. */
final class PublicKeyForm {
  private static final byte UNCOMPRESSED_POINT = 4;

  private PublicKeyForm() {}

  /** Whether a signature in the form of DNSSEC is one over the message. */
  static boolean verifies(
      Algorithm algorithm, byte[] publicKey, byte[] message, byte[] signature, Provider provider)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(name(algorithm, provider), provider);
    verifier.initVerify(read(algorithm, publicKey, provider));
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static String name(Algorithm algorithm, Provider provider) {
    boolean isBouncy = provider.equals(CryptoChoice.BOUNCY_CASTLE);
    String plain = isBouncy ? "withPLAIN-ECDSA" : "withECDSAinP1363Format";
    return switch (algorithm) {
      case RSASHA1, RSASHA1_NSEC3_SHA1 -> "SHA1withRSA";
      case RSASHA256 -> "SHA256withRSA";
      case RSASHA512 -> "SHA512withRSA";
      case ECC_GOST -> "GOST3411WITHECGOST3410";
      case ECDSAP256SHA256 -> "SHA256" + plain;
      case ECDSAP384SHA384 -> "SHA384" + plain;
      case ED25519 -> "Ed25519";
      case ED448 -> "Ed448";
    };
  }

  private static PublicKey read(Algorithm algorithm, byte[] field, Provider provider)
      throws GeneralSecurityException {
    return switch (algorithm.family()) {
      case RSA -> rsa(field, provider);
      case GOST -> gost(field, provider);
      case ECDSA -> ec(algorithm, field, provider);
      case EDDSA -> ed(algorithm, field, provider);
    };
  }

  private static PublicKey rsa(byte[] field, Provider provider) throws GeneralSecurityException {
    boolean isShort = field[0] != 0;
    int start = isShort ? 1 : 3;
    int length = isShort ? Octets.u8(field, 0) : Octets.u16(field, 1);
    BigInteger exponent = new BigInteger(1, Arrays.copyOfRange(field, start, start + length));
    BigInteger modulus = new BigInteger(1, Arrays.copyOfRange(field, start + length, field.length));
    return KeyFactory.getInstance("RSA", provider)
        .generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey gost(byte[] field, Provider provider) throws GeneralSecurityException {
    try {
      // The field is what RFC 4491, 2.3.2 puts into an octet string, and that into the bit string.
      byte[] info =
          new SubjectPublicKeyInfo(GostMaterial.IDENTIFIER, new DEROctetString(field)).getEncoded();
      return KeyFactory.getInstance("ECGOST3410", provider)
          .generatePublic(new X509EncodedKeySpec(info));
    } catch (IOException e) {
      throw new IllegalStateException("a public key has no end", e);
    }
  }

  private static PublicKey ec(Algorithm algorithm, byte[] field, Provider provider)
      throws GeneralSecurityException {
    byte[] point = new byte[field.length + 1];
    point[0] = UNCOMPRESSED_POINT;
    System.arraycopy(field, 0, point, 1, field.length);
    return encoded(
        "EC",
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, EcMaterial.curve(algorithm)),
        point,
        provider);
  }

  private static PublicKey ed(Algorithm algorithm, byte[] field, Provider provider)
      throws GeneralSecurityException {
    boolean small = algorithm == Algorithm.ED25519;
    return encoded(
        small ? "Ed25519" : "Ed448",
        new AlgorithmIdentifier(EdMaterial.identifier(algorithm)),
        field,
        provider);
  }

  private static PublicKey encoded(
      String factory, AlgorithmIdentifier id, byte[] octets, Provider provider)
      throws GeneralSecurityException {
    try {
      byte[] info = new SubjectPublicKeyInfo(id, octets).getEncoded();
      return KeyFactory.getInstance(factory, provider).generatePublic(new X509EncodedKeySpec(info));
    } catch (IOException e) {
      throw new IllegalStateException("a public key has no end", e);
    }
  }
}
