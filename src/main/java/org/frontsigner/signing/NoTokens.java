package org.frontsigner.signing;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Of a server that reaches no tokens. */
final class NoTokens implements Tokens {
  private static TokenRefused none() {
    return new TokenRefused(
        "No PKCS #11 tokens are used here", "Use a key that is kept by this server");
  }

  @Override
  public TokenReference enter(TokenReference reference, Optional<String> pin) {
    throw none();
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
  public void watch(TokenReference reference) {}

  @Override
  public CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input) {
    return CompletableFuture.failedFuture(new SigningFailed(none().getMessage(), null));
  }

  @Override
  public Pace pace(TokenReference token) {
    return new Pace(false, 0, 0);
  }
}
