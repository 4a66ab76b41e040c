package org.frontsigner.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.TokenRefused;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/**
 * What an algorithm of DNSSEC is in PKCS #11, and its public keys as DNSKEY records hold them.
 * Immutable.
 *
 * @param type CKK_…
 * @param mechanism that signs, CKM_…
 * @param making the mechanism that makes keys
 * @param curves what CKA_EC_PARAMS may be; none for RSA
 * @param coordinates octets of a point without its form
 */
record KeyKind(long type, long mechanism, long making, List<byte[]> curves, int coordinates) {
  private static final byte OCTET_STRING = 4;
  private static final byte UNCOMPRESSED = 4;
  private static final int SHORT_EXPONENT_OCTETS_MAX = 255;

  static KeyKind of(Algorithm algorithm) {
    return switch (algorithm) {
      case ECDSAP256SHA256 -> ecdsa("06082a8648ce3d030107", 64);
      case ECDSAP384SHA384 -> ecdsa("06052b81040022", 96);
      case ED25519 -> eddsa("06032b6570", "130c656477617264733235353139", 32);
      case ED448 -> eddsa("06032b6571", "130a65647761726473343438", 57);
      default ->
          new KeyKind(
              PKCS11Constants.CKK_RSA,
              PKCS11Constants.CKM_RSA_PKCS,
              PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN,
              List.of(),
              0);
    };
  }

  private static KeyKind ecdsa(String curve, int coordinates) {
    return new KeyKind(
        PKCS11Constants.CKK_EC,
        PKCS11Constants.CKM_ECDSA,
        PKCS11Constants.CKM_EC_KEY_PAIR_GEN,
        List.of(HexFormat.of().parseHex(curve)),
        coordinates);
  }

  /** Some tokens name the curve by its identifier (RFC 8410), some by its name (PKCS #11 v3.0). */
  private static KeyKind eddsa(String identifier, String name, int coordinates) {
    return new KeyKind(
        PKCS11Constants.CKK_EC_EDWARDS,
        PKCS11Constants.CKM_EDDSA,
        PKCS11Constants.CKM_EC_EDWARDS_KEY_PAIR_GEN,
        List.of(HexFormat.of().parseHex(identifier), HexFormat.of().parseHex(name)),
        coordinates);
  }

  boolean isRsa() {
    return curves.isEmpty();
  }

  /** How people call a type of keys. */
  static String name(long type) {
    if (type == PKCS11Constants.CKK_RSA) {
      return "RSA";
    }
    if (type == PKCS11Constants.CKK_EC) {
      return "ECDSA";
    }
    return type == PKCS11Constants.CKK_EC_EDWARDS ? "EdDSA" : "type 0x" + Long.toHexString(type);
  }

  /**
   * The public key as a DNSKEY record holds it (RFC 3110, 6605, 8080).
   *
   * @throws TokenRefused when it is on another curve, or none
   */
  byte[] field(Cryptoki.PublicKeyInfo key, String name) {
    if (isRsa()) {
      return rsa(key, name);
    }
    if (curves.stream().noneMatch(curve -> Arrays.equals(curve, key.curve()))) {
      throw new TokenRefused(
          "The public key of %s is on another curve than its algorithm".formatted(name),
          "ecdsa256 needs one on P-256 (pkcs11-tool --key-type EC:prime256v1), ecdsa384 on P-384"
              + " (EC:secp384r1)");
    }
    return point(key.point(), name);
  }

  private byte[] rsa(Cryptoki.PublicKeyInfo key, String name) {
    byte[] exponent = withoutZeros(key.exponent());
    byte[] modulus = withoutZeros(key.modulus());
    if (exponent.length == 0 || modulus.length == 0) {
      throw new TokenRefused(
          "The public key of %s lacks its modulus or its exponent".formatted(name),
          "Give the label of another public key as the last word");
    }
    boolean isShort = exponent.length <= SHORT_EXPONENT_OCTETS_MAX;
    int start = isShort ? 1 : 3;
    byte[] field = new byte[start + exponent.length + modulus.length];
    field[0] = isShort ? (byte) exponent.length : 0;
    if (!isShort) {
      field[1] = (byte) (exponent.length >> 8);
      field[2] = (byte) exponent.length;
    }
    System.arraycopy(exponent, 0, field, start, exponent.length);
    System.arraycopy(modulus, 0, field, start + exponent.length, modulus.length);
    return field;
  }

  private static byte[] withoutZeros(byte[] number) {
    int zeros = 0;
    while (zeros < number.length && number[zeros] == 0) {
      zeros++;
    }
    return Arrays.copyOfRange(number, zeros, number.length);
  }

  /** A point is an octet string in DER by the standard; some tokens leave that form out. */
  private byte[] point(byte[] point, String name) {
    boolean hasForm = type == PKCS11Constants.CKK_EC;
    int whole = coordinates + (hasForm ? 1 : 0);
    byte[] bare = point;
    if (point.length == whole + 2 && point[0] == OCTET_STRING && (point[1] & 0xff) == whole) {
      bare = Arrays.copyOfRange(point, 2, point.length);
    }
    if (bare.length == whole && (!hasForm || bare[0] == UNCOMPRESSED)) {
      return hasForm ? Arrays.copyOfRange(bare, 1, bare.length) : bare;
    }
    throw new TokenRefused(
        "The public key of %s is %d octets that are no point of its curve"
            .formatted(name, point.length),
        "Only uncompressed points are known here");
  }
}
