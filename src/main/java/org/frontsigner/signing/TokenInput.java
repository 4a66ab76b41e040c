package org.frontsigner.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.util.BigIntegers;

/**
 * What a token is given to sign, and what is made of what it gives: tokens are asked for as little
 * as can be. RSA is given the DigestInfo (RFC 8017, 9.2; CKM_RSA_PKCS), ECDSA the hash (CKM_ECDSA),
 * EdDSA the message (CKM_EDDSA).
 */
final class TokenInput {
  private static final int DER_SEQUENCE = 0x30;
  private static final ASN1ObjectIdentifier SHA1 = new ASN1ObjectIdentifier("1.3.14.3.2.26");

  private TokenInput() {}

  static byte[] of(Algorithm algorithm, byte[] message, int length) {
    try {
      return switch (algorithm.family()) {
        case RSA -> digestInfo(algorithm, hash(hashName(algorithm), message, length));
        case ECDSA -> hash(hashName(algorithm), message, length);
        default -> java.util.Arrays.copyOf(message, length);
      };
    } catch (IOException e) {
      throw new IllegalStateException("a DigestInfo has no end", e);
    }
  }

  private static byte[] digestInfo(Algorithm algorithm, byte[] hash) throws IOException {
    ASN1ObjectIdentifier id =
        switch (algorithm) {
          case RSASHA256 -> NISTObjectIdentifiers.id_sha256;
          case RSASHA512 -> NISTObjectIdentifiers.id_sha512;
          default -> SHA1;
        };
    return new DigestInfo(new AlgorithmIdentifier(id, DERNull.INSTANCE), hash).getEncoded();
  }

  private static String hashName(Algorithm algorithm) {
    return switch (algorithm) {
      case RSASHA256, ECDSAP256SHA256 -> "SHA-256";
      case RSASHA512 -> "SHA-512";
      case ECDSAP384SHA384 -> "SHA-384";
      default -> "SHA-1";
    };
  }

  static byte[] hash(String name, byte[] message, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance(name);
      digest.update(message, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }

  /**
   * A token's signature in the form of DNSSEC. Those of ECDSA are two numbers of one length; some
   * tokens leave leading zeros out, and some write DER.
   *
   * @throws SigningFailed when it is none
   */
  static byte[] plain(TokenMaterial key, byte[] signature) {
    int octets = key.signatureOctets();
    if (signature.length == octets) {
      return signature;
    }
    try {
      if (key.algorithm().family() == Algorithm.Family.ECDSA) {
        return ecdsa(signature, octets / 2);
      }
      if (key.algorithm().family() == Algorithm.Family.RSA && signature.length < octets) {
        return BigIntegers.asUnsignedByteArray(octets, new BigInteger(1, signature));
      }
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      throw none(key, signature, e);
    }
    throw none(key, signature, null);
  }

  private static SigningFailed none(TokenMaterial key, byte[] signature, Exception cause) {
    return new SigningFailed(
        "%s gave %d octets, which are no signature".formatted(key, signature.length), cause);
  }

  private static byte[] ecdsa(byte[] signature, int half) {
    byte[] result = new byte[2 * half];
    boolean isDer =
        signature.length > 2
            && signature[0] == DER_SEQUENCE
            && signature.length == 2 + signature[1];
    if (!isDer && (signature.length % 2 != 0 || signature.length > result.length)) {
      throw new IllegalArgumentException("no two numbers of one length");
    }
    for (int i = 0; i < 2; i++) {
      BigInteger number =
          isDer
              ? ASN1Integer.getInstance(ASN1Sequence.getInstance(signature).getObjectAt(i))
                  .getPositiveValue()
              : new BigInteger(1, signature, i * signature.length / 2, signature.length / 2);
      BigIntegers.asUnsignedByteArray(number, result, i * half, half);
    }
    return result;
  }
}
