package org.frontsigner.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The libraries of cryptography that load here: the two that the product uses, and Java's own. */
enum Library {
  /** Verifies in the product, whoever signed. */
  BOUNCY_CASTLE {
    @Override
    boolean verifies(Algorithm algorithm, byte[] publicKey, byte[] message, byte[] signature)
        throws GeneralSecurityException {
      return PublicKeyForm.verifies(
          algorithm, publicKey, message, signature, CryptoChoice.BOUNCY_CASTLE);
    }

    @Override
    Provider provider(Algorithm algorithm) {
      return CryptoChoice.BOUNCY_CASTLE;
    }
  },
  CORRETTO {
    @Override
    Provider provider(Algorithm algorithm) {
      return AmazonCorrettoCryptoProvider.INSTANCE;
    }

    @Override
    boolean loads() {
      return !CryptoChoice.best(false).providerName(Algorithm.RSASHA256).equals("BC");
    }
  },
  JAVA {
    @Override
    Provider provider(Algorithm algorithm) {
      return Security.getProvider(
          algorithm.family() == Algorithm.Family.RSA ? "SunRsaSign" : "SunEC");
    }
  };

  abstract Provider provider(Algorithm algorithm);

  boolean loads() {
    return true;
  }

  /** Those that load here and know the algorithm. */
  static List<Library> knowing(Algorithm algorithm) {
    return Arrays.stream(values())
        .filter(library -> library.loads() && library.knows(algorithm))
        .toList();
  }

  private boolean knows(Algorithm algorithm) {
    return this == BOUNCY_CASTLE
        || provider(algorithm).getService("Signature", signatureName(algorithm)) != null;
  }

  /** Whether a signature in the form of DNSSEC is one over the message. */
  boolean verifies(Algorithm algorithm, byte[] publicKey, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Provider provider = provider(algorithm);
    if (algorithm.family() == Algorithm.Family.RSA) {
      return PublicKeyForm.verifies(algorithm, publicKey, message, signature, provider);
    }
    Signature verifier = Signature.getInstance(signatureName(algorithm), provider);
    verifier.initVerify(curveKey(algorithm, publicKey));
    verifier.update(message);
    return verifier.verify(signature);
  }

  /** The signature of a library over the message; for all but ECDSA on Bouncy Castle. */
  byte[] sign(Algorithm algorithm, PrivateKey key, byte[] message) throws GeneralSecurityException {
    Signature signer = Signature.getInstance(signatureName(algorithm), provider(algorithm));
    signer.initSign(key);
    signer.update(message);
    return signer.sign();
  }

  private static String signatureName(Algorithm algorithm) {
    return switch (algorithm) {
      case RSASHA1, RSASHA1_NSEC3_SHA1 -> "SHA1withRSA";
      case RSASHA256 -> "SHA256withRSA";
      case RSASHA512 -> "SHA512withRSA";
      case ECDSAP256SHA256 -> "SHA256withECDSAinP1363Format";
      case ECDSAP384SHA384 -> "SHA384withECDSAinP1363Format";
      case ECC_GOST, ED25519, ED448 -> algorithm.mnemonic();
    };
  }

  /** A point on a curve, read by Java's own library: Corretto reads no key of Ed25519. */
  private static PublicKey curveKey(Algorithm algorithm, byte[] publicKey)
      throws GeneralSecurityException {
    boolean ecdsa = algorithm.family() == Algorithm.Family.ECDSA;
    try {
      byte[] info =
          new SubjectPublicKeyInfo(
                  identifier(algorithm), ecdsa ? uncompressed(publicKey) : publicKey)
              .getEncoded();
      return KeyFactory.getInstance(ecdsa ? "EC" : algorithm.mnemonic(), "SunEC")
          .generatePublic(new X509EncodedKeySpec(info));
    } catch (IOException e) {
      throw new IllegalStateException("a public key has no end", e);
    }
  }

  private static AlgorithmIdentifier identifier(Algorithm algorithm) {
    return switch (algorithm) {
      case ECDSAP256SHA256 -> ecdsa(SECObjectIdentifiers.secp256r1);
      case ECDSAP384SHA384 -> ecdsa(SECObjectIdentifiers.secp384r1);
      case ED25519 -> new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"));
      case ED448 -> new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.113"));
      default -> throw new IllegalArgumentException(algorithm + " has no curve");
    };
  }

  private static AlgorithmIdentifier ecdsa(ASN1ObjectIdentifier curve) {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
  }

  private static byte[] uncompressed(byte[] point) {
    byte[] octets = new byte[point.length + 1];
    octets[0] = 4;
    System.arraycopy(point, 0, octets, 1, point.length);
    return octets;
  }
}
