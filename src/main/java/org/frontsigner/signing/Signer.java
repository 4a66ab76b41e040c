package org.frontsigner.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.BigIntegers;

/** A key that signs. Thread-safe: each thread has its own engine. */
final class Signer {
  private final ZoneKey key;
  private final int keyTag;
  private final CryptoChoice choice;
  private final ThreadLocal<Signature> engine;

  Signer(ZoneKey key, CryptoChoice choice) {
    this.key = key;
    this.keyTag = key.keyTag();
    this.choice = choice;
    this.engine = ThreadLocal.withInitial(this::newEngine);
  }

  private Signature newEngine() {
    try {
      return choice.signature(key.algorithm(), key.material().privateKey());
    } catch (GeneralSecurityException e) {
      throw new SigningFailed(
          "no provider signs with key " + keyTag + " (" + key.material() + ")", e);
    }
  }

  ZoneKey key() {
    return key;
  }

  int keyTag() {
    return keyTag;
  }

  int signatureOctets() {
    return key.material().signatureOctets();
  }

  /** Whether the other makes the same signatures, random numbers aside. */
  boolean signsAs(Signer other) {
    return key.id() == other.key.id()
        && key.flags() == other.key.flags()
        && keyTag == other.keyTag
        && key.algorithm() == other.key.algorithm()
        && choice.isReproducible() == other.choice.isReproducible();
  }

  /** Whether a token signs: that takes time, may fail for a while, and needs to be kept. */
  boolean isInToken() {
    return key.material() instanceof TokenMaterial;
  }

  /** The signature of a token over the first {@code length} octets, proven to be right. */
  byte[] signInToken(byte[] message, int length, SignedFor target) {
    return choice.tokens().sign(key, message, length, target);
  }

  /** The signature over the first {@code length} octets, in the form of DNSSEC. */
  byte[] sign(byte[] message, int length) {
    try {
      Signature signature = engine.get();
      signature.update(message, 0, length);
      byte[] octets = signature.sign();
      return choice.writesDer(key.algorithm()) ? plain(octets) : octets;
    } catch (SignatureException e) {
      engine.remove();
      throw new SigningFailed("key " + keyTag + " (" + key.material() + ") does not sign", e);
    }
  }

  /**
   * The signature over a message that all others depend on: looked at before anybody gets it, and
   * made anew once where it is not right, for memory may have failed.
   *
   * @throws SigningFailed when the second is not right either
   */
  byte[] signProven(byte[] message, int length) {
    byte[] signature = sign(message, length);
    if (!isRight(message, length, signature)) {
      signature = sign(message, length);
      if (!isRight(message, length, signature)) {
        throw new SigningFailed(
            ("what key %d (tag %d, %s) signs does not verify with its public key: it is not given"
                    + " out")
                .formatted(key.id(), keyTag, key.material()),
            null);
      }
    }
    return signature;
  }

  private boolean isRight(byte[] message, int length, byte[] signature) {
    try {
      return choice.verifies(
          key.algorithm(), key.material().publicKey(), Arrays.copyOf(message, length), signature);
    } catch (GeneralSecurityException e) {
      throw new SigningFailed("the public key of key " + keyTag + " is none", e);
    }
  }

  /** The two numbers of a DER signature, each in its full length (RFC 6605, 4). */
  private byte[] plain(byte[] der) {
    ASN1Sequence sequence = ASN1Sequence.getInstance(der);
    int half = signatureOctets() / 2;
    byte[] result = new byte[2 * half];
    for (int i = 0; i < 2; i++) {
      BigInteger number = ASN1Integer.getInstance(sequence.getObjectAt(i)).getPositiveValue();
      BigIntegers.asUnsignedByteArray(number, result, i * half, half);
    }
    return result;
  }
}
