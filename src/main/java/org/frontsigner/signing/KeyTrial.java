package org.frontsigner.signing;

import java.security.GeneralSecurityException;

/** Signs and verifies one message again and again, to be timed. Not thread-safe. */
public final class KeyTrial {
  /** As long as what is signed of a short record set. */
  private static final int MESSAGE_OCTETS = 120;

  private final KeyMaterial material;
  private final CryptoChoice choice;
  private final Signer signer;
  private final byte[] message = new byte[MESSAGE_OCTETS];
  private byte[] signature;

  /** A trial of a key. */
  public KeyTrial(KeyMaterial material, CryptoChoice choice) {
    this.material = material;
    this.choice = choice;
    this.signer =
        new Signer(new ZoneKey(0, ZoneKey.SECURE_ENTRY_POINT, true, true, material), choice);
    sign();
  }

  /**
   * Signs once.
   *
   * @throws SigningFailed when the key does not sign
   */
  public void sign() {
    message[0]++;
    signature = signer.sign(message, message.length);
  }

  /**
   * Verifies the last signature.
   *
   * @throws SigningFailed when it is none
   */
  public void verify() {
    try {
      if (!choice.verifies(material.algorithm(), material.publicKey(), message, signature)) {
        throw new SigningFailed("what " + material + " signs does not verify", null);
      }
    } catch (GeneralSecurityException e) {
      throw new SigningFailed("the public key of " + material + " is none", e);
    }
  }
}
