package org.frontsigner.signing;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Private keys as PEM (RFC 7468), which OpenSSL and PowerDNS read and write: PKCS #1 for RSA, SEC 1
 * for ECDSA, and PKCS #8 for all. What is encrypted is refused.
 */
public final class KeyPem {
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final Set<String> KNOWN = Set.of(PKCS1, SEC1, PKCS8, ENCRYPTED);
  private static final int TEXT_MAX = 64 * 1024;

  /** What is not looked for, and may be given all the same. */
  private static final Map<ASN1ObjectIdentifier, String> NAMES =
      Map.of(
          PKCSObjectIdentifiers.id_RSASSA_PSS,
          "RSASSA-PSS",
          X9ObjectIdentifiers.id_dsa,
          "DSA",
          new ASN1ObjectIdentifier("1.3.101.110"),
          "X25519",
          new ASN1ObjectIdentifier("1.3.101.111"),
          "X448",
          EcMaterial.curve(Algorithm.ECDSAP256SHA256),
          "P-256",
          EcMaterial.curve(Algorithm.ECDSAP384SHA384),
          "P-384",
          EdMaterial.identifier(Algorithm.ED25519),
          "ED25519",
          EdMaterial.identifier(Algorithm.ED448),
          "ED448");

  private final Algorithm algorithm;

  private KeyPem(Algorithm algorithm) {
    this.algorithm = algorithm;
  }

  /** Whether a text has what PEM begins with. */
  static boolean isPem(String text) {
    return text.contains("-----BEGIN ");
  }

  /**
   * The text of a key: PKCS #1 for RSA, else PKCS #8. It holds the private key.
   *
   * @throws IllegalArgumentException when the key is in a token, which does not give it
   */
  public static String print(KeyMaterial key) {
    if (key instanceof TokenMaterial) {
      throw new IllegalArgumentException("the private key is in a token, and stays there");
    }
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(object(key));
    } catch (IOException e) {
      throw new IllegalStateException("a private key has no end", e);
    }
    return text.toString().replace("\r\n", "\n");
  }

  private static PemObject object(KeyMaterial key) throws IOException {
    if (key instanceof RsaMaterial rsa) {
      return new PemObject(PKCS1, rsa.numbers().getEncoded());
    } else if (key instanceof EcMaterial ec) {
      return new PemObject(PKCS8, ec.info().getEncoded());
    } else if (key instanceof EdMaterial ed) {
      return new PemObject(PKCS8, ed.info().getEncoded());
    }
    return new PemObject(PKCS8, ((GostMaterial) key).info().getEncoded());
  }

  /**
   * Reads the one private key of a text; certificates, public keys and parameters beside it do not
   * matter.
   *
   * @throws IllegalArgumentException when there is none, or more than one, or it is encrypted, or
   *     can't be one of the algorithm; the message says why and shows nothing of the key
   */
  public static KeyMaterial parse(String text, Algorithm algorithm) {
    if (text.length() > TEXT_MAX) {
      throw new IllegalArgumentException("it is larger than a file of one key can be");
    }
    if (!isPem(text)) {
      throw new IllegalArgumentException(
          text.contains("Private-key-format:")
              ? "it is in BIND's format: import it with import-zone-key"
              : "it has no line that begins with -----BEGIN");
    }
    PemObject key = only(privateKeys(text));
    if (isEncrypted(key)) {
      throw new IllegalArgumentException(
          "it is encrypted: decrypt it with 'openssl pkey -in FILE -out NEW', and remove NEW when"
              + " it is imported");
    }
    return new KeyPem(algorithm).material(key);
  }

  private static List<PemObject> privateKeys(String text) {
    List<PemObject> keys = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject each = reader.readPemObject(); each != null; each = reader.readPemObject()) {
        if (each.getType().endsWith(PKCS8)) {
          keys.add(each);
        }
      }
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle's messages may hold a piece of the text.
      throw new IllegalArgumentException("its base64 is broken, or has no line -----END", e);
    }
    return keys;
  }

  private static PemObject only(List<PemObject> keys) {
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          keys.isEmpty()
              ? "it has no private key"
              : "it has " + keys.size() + " private keys, and must have one");
    }
    PemObject key = keys.get(0);
    if (!KNOWN.contains(key.getType())) {
      throw new IllegalArgumentException(
          "it is of another kind of PEM than 'openssl pkey' writes: convert it to PKCS #8");
    }
    return key;
  }

  /** PKCS #8 says it in its first line, what is older in a header (RFC 1421, 4.6.1.1). */
  private static boolean isEncrypted(PemObject key) {
    return key.getType().equals(ENCRYPTED) || !key.getHeaders().isEmpty();
  }

  private KeyMaterial material(PemObject key) {
    byte[] content = key.getContent();
    try {
      return switch (key.getType()) {
        case PKCS1 -> rsa(decoded(() -> RSAPrivateKey.getInstance(content)));
        case SEC1 -> ec(decoded(() -> EcNumbers.of(ECPrivateKey.getInstance(content), null)));
        default -> ofInfo(decoded(() -> PrivateKeyInfo.getInstance(content)));
      };
    } catch (GeneralSecurityException e) {
      throw KeyMaker.unusable(algorithm, e);
    }
  }

  /** A step of reading ASN.1, which throws what it likes. */
  private interface Decoding<T> {
    T run() throws IOException;
  }

  private static <T> T decoded(Decoding<T> decoding) {
    try {
      return decoding.run();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("its ASN.1 is broken", e);
    }
  }

  private KeyMaterial ofInfo(PrivateKeyInfo info) throws GeneralSecurityException {
    ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
    ASN1Encodable parameters = info.getPrivateKeyAlgorithm().getParameters();
    if (kind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return rsa(decoded(() -> RSAPrivateKey.getInstance(info.parsePrivateKey())));
    } else if (kind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return ec(
          decoded(
              () -> EcNumbers.of(ECPrivateKey.getInstance(info.parsePrivateKey()), parameters)));
    } else if (kind.equals(GostMaterial.IDENTIFIER.getAlgorithm())) {
      require(Algorithm.Family.GOST, "a GOST R 34.10-2001 key");
      return GostMaterial.of(info);
    }
    return ed(kind, info);
  }

  private void require(Algorithm.Family family, String what) {
    if (algorithm.family() != family) {
      throw otherAlgorithm(what);
    }
  }

  private IllegalArgumentException otherAlgorithm(String what) {
    return new IllegalArgumentException(
        "it is %s, and none of algorithm %s (%d)"
            .formatted(what, algorithm.mnemonic(), algorithm.number()));
  }

  private KeyMaterial rsa(RSAPrivateKey key) throws GeneralSecurityException {
    require(Algorithm.Family.RSA, "a RSA key");
    return RsaMaterial.of(
        algorithm,
        new RSAPrivateCrtKeySpec(
            key.getModulus(),
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrime1(),
            key.getPrime2(),
            key.getExponent1(),
            key.getExponent2(),
            key.getCoefficient()));
  }

  /**
   * What a key of ECDSA is made of.
   *
   * @param curve from PKCS #8, or from the key of SEC 1; null where it is in neither
   * @param point the public key; null where it is left out
   */
  private record EcNumbers(BigInteger scalar, ASN1Encodable curve, byte[] point) {
    static EcNumbers of(ECPrivateKey key, ASN1Encodable outer) {
      return new EcNumbers(
          key.getKey(),
          outer == null ? key.getParametersObject() : outer,
          key.getPublicKey() == null ? null : key.getPublicKey().getOctets());
    }
  }

  private KeyMaterial ec(EcNumbers numbers) throws GeneralSecurityException {
    require(Algorithm.Family.ECDSA, "an elliptic curve key");
    if (numbers.curve() != null && !numbers.curve().equals(EcMaterial.curve(algorithm))) {
      throw otherAlgorithm(
          "a key on "
              + (numbers.curve() instanceof ASN1ObjectIdentifier named
                  ? "the curve " + named(named)
                  : "a curve without a name"));
    }
    EcMaterial material = new EcMaterial(algorithm, numbers.scalar());
    if (numbers.point() != null) {
      material.requirePublic(numbers.point());
    }
    return material;
  }

  /** RFC 8410, 7: an octet string in the octet string, and the public key if it is there. */
  private KeyMaterial ed(ASN1ObjectIdentifier kind, PrivateKeyInfo info)
      throws GeneralSecurityException {
    if (algorithm.family() != Algorithm.Family.EDDSA
        || !kind.equals(EdMaterial.identifier(algorithm))) {
      throw otherAlgorithm("a key of another kind (" + named(kind) + ")");
    }
    byte[] seed = decoded(() -> ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets());
    EdMaterial material = new EdMaterial(algorithm, seed);
    if (info.getPublicKeyData() != null
        && !Arrays.areEqual(info.getPublicKeyData().getOctets(), material.publicKey())) {
      throw new IllegalArgumentException("its public key does not belong to its private key");
    }
    return material;
  }

  private static String named(ASN1ObjectIdentifier kind) {
    return NAMES.getOrDefault(kind, kind.getId());
  }
}
