package org.frontsigner.token;

import java.util.List;

/**
 * What we ask of a PKCS #11 module (v2.40), in our words. Every method throws {@link CryptokiError}
 * when the module says no. Thread-safe as the module is.
 */
interface Cryptoki {
  /** What a slot tells of its token. */
  record TokenInfo(String label, String serialNumber, long flags) {
    boolean has(long flag) {
      return (flags & flag) != 0;
    }
  }

  /**
   * A private key.
   *
   * @param id CKA_ID; empty where there is none
   */
  record PrivateKeyInfo(
      long handle, long type, String label, byte[] id, boolean maySign, boolean asksEachTime) {}

  /**
   * A public key, with the numbers of its kind; those of other kinds are empty.
   *
   * @param curve CKA_EC_PARAMS
   * @param point CKA_EC_POINT
   */
  record PublicKeyInfo(
      long type,
      String label,
      byte[] id,
      byte[] modulus,
      byte[] exponent,
      byte[] curve,
      byte[] point) {}

  /**
   * A key pair to be made.
   *
   * @param bits of a modulus; 0 for others
   * @param curve CKA_EC_PARAMS; empty for RSA
   */
  record Order(
      long mechanism,
      long type,
      int bits,
      byte[] curve,
      String label,
      String publicLabel,
      byte[] id) {}

  /** Slots with a token, in their order. */
  List<Long> slots();

  TokenInfo token(long slot);

  boolean knowsMechanism(long slot, long mechanism);

  /** A new session. */
  long open(long slot, boolean writes);

  void close(long session);

  /** Logs the user in, for all sessions of the token; tries once. */
  void login(long session, String pin);

  List<PrivateKeyInfo> privateKeys(long session);

  List<PublicKeyInfo> publicKeys(long session);

  byte[] sign(long session, long mechanism, long key, byte[] input);

  /** Makes a key pair that stays in the token. */
  void generate(long session, Order order);

  /** Ends and begins: all sessions are gone, and the tokens are looked for anew. */
  void restart();
}
