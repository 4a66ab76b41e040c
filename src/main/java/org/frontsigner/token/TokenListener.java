package org.frontsigner.token;

/**
 * Is told, each once, of tokens that can't be used and that can be again, by a text that names
 * them. Calls must return at once.
 */
public interface TokenListener {
  /** {@code reason}: a sentence without a full stop. */
  void down(String token, String reason);

  void up(String token);

  /** Listens to nothing. */
  TokenListener NONE =
      new TokenListener() {
        @Override
        public void down(String token, String reason) {}

        @Override
        public void up(String token) {}
      };
}
