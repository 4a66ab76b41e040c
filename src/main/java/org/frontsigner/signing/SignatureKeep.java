package org.frontsigner.signing;

import java.time.Instant;
import java.util.List;

/**
 * Port: where signatures of tokens are kept, so that none is made twice, nor differs from one that
 * was handed out, after a restart. Thread-safe.
 */
public interface SignatureKeep {
  /**
   * A signature that was made.
   *
   * @param keyId of the key that signed
   * @param owner of the signed set, in presentation form
   * @param type of the signed set
   * @param expiration when it is of no use any more
   * @param digest SHA-256 of all that is signed, the RRSIG's own fields included
   */
  record Kept(
      long keyId,
      String owner,
      int type,
      Instant inception,
      Instant expiration,
      byte[] digest,
      byte[] signature) {}

  /** All that are kept. */
  List<Kept> all();

  /** Durable when it returns. */
  void add(Kept signature);

  /** Those that expired before {@code when} go. */
  void forgetExpired(Instant when);

  /** Nothing is kept. */
  SignatureKeep NONE =
      new SignatureKeep() {
        @Override
        public List<Kept> all() {
          return List.of();
        }

        @Override
        public void add(Kept signature) {}

        @Override
        public void forgetExpired(Instant when) {}
      };
}
