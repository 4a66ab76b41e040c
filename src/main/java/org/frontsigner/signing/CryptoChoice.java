package org.frontsigner.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Which library signs with which algorithm: the native Corretto provider where it loads on this
 * machine and knows the algorithm, Bouncy Castle elsewhere, and Bouncy Castle for ECDSA where
 * signatures are to be reproducible (RFC 6979); and tokens for the keys that are in them.
 * Immutable.
 */
public final class CryptoChoice {
  static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final Provider fast;
  private final boolean reproducible;
  private final TokenSignatures tokens;

  private CryptoChoice(Provider fast, boolean reproducible, TokenSignatures tokens) {
    this.fast = fast;
    this.reproducible = reproducible;
    this.tokens = tokens;
  }

  /** The fastest provider that works here. */
  public static CryptoChoice best(boolean reproducible) {
    return new CryptoChoice(corretto(), reproducible, TokenSignatures.NONE);
  }

  /** Bouncy Castle for everything. */
  public static CryptoChoice portable(boolean reproducible) {
    return new CryptoChoice(BOUNCY_CASTLE, reproducible, TokenSignatures.NONE);
  }

  /** For those who only look at signatures; the tokens themselves do, while they come to be. */
  static CryptoChoice verifier() {
    return new CryptoChoice(corretto(), false, null);
  }

  /** The same, with tokens that sign with the keys that are in them. */
  public CryptoChoice with(TokenSignatures others) {
    return new CryptoChoice(fast, reproducible, others);
  }

  /** Who signs with keys that are in tokens. */
  public TokenSignatures tokens() {
    return tokens;
  }

  private static Provider corretto() {
    try {
      AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      return provider.getLoadingError() == null ? provider : BOUNCY_CASTLE;
    } catch (LinkageError e) {
      return BOUNCY_CASTLE;
    }
  }

  public boolean isReproducible() {
    return reproducible;
  }

  /** The name of the provider that signs with the algorithm. */
  public String providerName(Algorithm algorithm) {
    return providerFor(algorithm).getName();
  }

  private Provider providerFor(Algorithm algorithm) {
    boolean deterministicEcdsa = reproducible && algorithm.family() == Algorithm.Family.ECDSA;
    boolean known = fast.getService("Signature", signatureName(algorithm, fast)) != null;
    return known && !deterministicEcdsa ? fast : BOUNCY_CASTLE;
  }

  /**
   * Something that signs with the key, ready to be fed.
   *
   * @throws GeneralSecurityException when the provider can't use the key
   */
  Signature signature(Algorithm algorithm, PrivateKey key) throws GeneralSecurityException {
    Provider provider = providerFor(algorithm);
    try {
      return initialized(algorithm, key, provider);
    } catch (InvalidKeyException e) {
      if (provider.equals(BOUNCY_CASTLE)) {
        throw e;
      }
      return initialized(algorithm, key, BOUNCY_CASTLE);
    }
  }

  private Signature initialized(Algorithm algorithm, PrivateKey key, Provider provider)
      throws NoSuchAlgorithmException, InvalidKeyException {
    Signature signature = Signature.getInstance(signatureName(algorithm, provider), provider);
    signature.initSign(key);
    return signature;
  }

  /**
   * Whether a signature in the form of DNSSEC is one over the message. The fast provider says so
   * for RSA and ECDSA, Bouncy Castle else.
   *
   * @throws GeneralSecurityException when the public key is none
   */
  boolean verifies(Algorithm algorithm, byte[] publicKey, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    boolean isFast =
        algorithm.family() == Algorithm.Family.RSA || algorithm.family() == Algorithm.Family.ECDSA;
    return PublicKeyForm.verifies(
        algorithm, publicKey, message, signature, isFast ? fast : BOUNCY_CASTLE);
  }

  private String signatureName(Algorithm algorithm, Provider provider) {
    return switch (algorithm) {
      case RSASHA1, RSASHA1_NSEC3_SHA1 -> "SHA1withRSA";
      case RSASHA256 -> "SHA256withRSA";
      case RSASHA512 -> "SHA512withRSA";
      case ECC_GOST -> "GOST3411WITHECGOST3410";
      case ECDSAP256SHA256 -> ecdsaName("SHA256", provider);
      case ECDSAP384SHA384 -> ecdsaName("SHA384", provider);
      case ED25519 -> "Ed25519";
      case ED448 -> "Ed448";
    };
  }

  /** Bouncy Castle's deterministic ECDSA writes DER alone; {@link Signer} makes it plain. */
  private String ecdsaName(String hash, Provider provider) {
    if (!provider.equals(BOUNCY_CASTLE)) {
      return hash + "withECDSAinP1363Format";
    }
    return reproducible ? hash + "withECDDSA" : hash + "withPLAIN-ECDSA";
  }

  /** Whether ECDSA signatures come in DER and must be made plain. */
  boolean writesDer(Algorithm algorithm) {
    return reproducible && algorithm.family() == Algorithm.Family.ECDSA;
  }
}
