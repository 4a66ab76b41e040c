package org.frontsigner.signing;

import java.util.concurrent.CompletableFuture;

/** Port: the PKCS #11 tokens that this machine reaches. Thread-safe. */
public interface Tokens {
  /**
   * How fast a token signs.
   *
   * @param isUp whether it can be used now, as far as is known
   * @param secondsEach what a signature took lately; 0 when none was made yet
   * @param atOnce how many are made at the same time
   * @param waiting how many were asked for and are not made
   */
  record Pace(boolean isUp, double secondsEach, int atOnce, int waiting) {
    /** How long so many more take, in seconds, where they are all that is asked for. */
    public double secondsFor(long signatures) {
      return secondsEach * (double) signatures / (double) atOnce;
    }
  }

  /**
   * Looks for a key, logs in and reads its public half.
   *
   * @throws TokenRefused when module, token or key are not there, are not unique, are none of the
   *     algorithm, may not sign, or the PIN is not right
   */
  TokenMaterial find(TokenReference reference, Algorithm algorithm);

  /**
   * Makes a key in its token.
   *
   * @throws TokenRefused likewise, and when there is a key of that label already
   */
  TokenMaterial create(TokenReference reference, Algorithm algorithm, int bits);

  /**
   * Keeps a PIN that was typed where only this server can read it.
   *
   * @return what stands for it in {@link TokenReference#pin}
   * @throws TokenRefused when it can't be written
   */
  String keepPin(TokenReference token, String pin);

  /**
   * Begins to sign, and returns at once.
   *
   * @param input what the token signs: see {@link TokenInput}
   * @return fails with {@link SigningFailed} where the token is down, has too much to do, or fails
   */
  CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input);

  Pace pace(TokenReference token);

  /** There are none. */
  Tokens NONE =
      new Tokens() {
        private static TokenRefused none() {
          return new TokenRefused(
              "No PKCS #11 tokens are used here", "Use a key that is kept by this server");
        }

        @Override
        public TokenMaterial find(TokenReference reference, Algorithm algorithm) {
          throw none();
        }

        @Override
        public TokenMaterial create(TokenReference reference, Algorithm algorithm, int bits) {
          throw none();
        }

        @Override
        public String keepPin(TokenReference token, String pin) {
          throw none();
        }

        @Override
        public CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input) {
          return CompletableFuture.failedFuture(new SigningFailed(none().getMessage(), null));
        }

        @Override
        public Pace pace(TokenReference token) {
          return new Pace(false, 0, 1, 0);
        }
      };
}
