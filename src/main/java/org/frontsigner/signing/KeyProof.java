package org.frontsigner.signing;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;

/**
 * Shows that a private key signs and that what it signs verifies with its public key, before the
 * key is believed.
 */
public final class KeyProof {
  private static final DomainName NAME = DomainName.parse("proof.invalid.");

  private KeyProof() {}

  /**
   * Signs a set and verifies the signature with another library than the one that signed, where
   * there are two.
   *
   * @throws SigningFailed when the key does not sign, or its signature does not verify
   */
  public static void prove(KeyMaterial material, CryptoChoice choice) {
    ZoneKey key = new ZoneKey(0, ZoneKey.SECURE_ENTRY_POINT, true, true, material);
    SigningWindow window = new SigningWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    SigningTerms terms = new SigningTerms(NAME, KeySet.of(List.of(key)), window, choice);
    RrSet set = RrSetBuilder.single(RrType.TXT, 1, new byte[] {1, 'x'});
    RrsigMessage message = RrsigMessage.mine().over(NAME, NAME.octets(), 0, NAME.length(), set);
    byte[] signature = message.sign(terms, new SignatureCounts(), SigningPurpose.PROOF);
    if (!verifies(material, message.octetsToSign(), signature)) {
      throw new SigningFailed(
          "what key " + key.keyTag() + " signs does not verify with its public key", null);
    }
  }

  private static boolean verifies(KeyMaterial material, byte[] message, byte[] signature) {
    try {
      return PublicKeyForm.verifies(
          material.algorithm(),
          material.publicKey(),
          message,
          signature,
          CryptoChoice.BOUNCY_CASTLE);
    } catch (GeneralSecurityException e) {
      throw new SigningFailed("the public key of " + material + " is none", e);
    }
  }
}
