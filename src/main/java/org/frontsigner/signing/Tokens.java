package org.frontsigner.signing;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port: the PKCS #11 tokens that this machine reaches. Thread-safe. */
public interface Tokens {
  /**
   * How fast a token signs.
   *
   * @param isUp whether it can be used now, as far as is known
   * @param secondsEach a signature comes every so many seconds while there are any to be made; 0
   *     when none was made yet
   * @param waiting how many were asked for and are not made
   */
  record Pace(boolean isUp, double secondsEach, int waiting) {
    /** How long so many more take, in seconds. */
    public double secondsFor(long signatures) {
      return secondsEach * (double) signatures;
    }
  }

  /**
   * Finds a token and logs in.
   *
   * @param pin where it was typed: it is then kept where only this server reads it
   * @return the same, as it is to be written down
   * @throws TokenRefused when module or token are not there or not unique, or the PIN is not right
   */
  TokenReference enter(TokenReference reference, Optional<String> pin);

  /**
   * Reads the public half of a key, and sees whether the private one may sign.
   *
   * @throws TokenRefused likewise, or when there is no such key, or more than one, or it is none of
   *     the algorithm
   */
  TokenMaterial find(TokenReference reference, Algorithm algorithm);

  /**
   * Makes a key in its token.
   *
   * @throws TokenRefused likewise, and when there is a key of that label already
   */
  TokenMaterial create(TokenReference reference, Algorithm algorithm, int bits);

  /**
   * A zone is signed with a key there: whether the token can be used is of interest from now on.
   */
  void watch(TokenReference reference);

  /**
   * Begins to sign, and returns at once.
   *
   * @param input DigestInfo (RSA), hash (ECDSA) or message (EdDSA)
   * @return fails with {@link SigningFailed} where the token is down, has too much to do, or fails
   */
  CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input);

  Pace pace(TokenReference token);

  /** There are none. */
  Tokens NONE = new NoTokens();
}
