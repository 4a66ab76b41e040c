package org.frontsigner.app;

import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.frontsigner.signing.SignatureKeep;
import org.frontsigner.signing.TokenSignatures;
import org.frontsigner.token.TokenDoor;
import org.frontsigner.token.TokenLimits;
import org.frontsigner.token.TokenMetrics;

/**
 * PKCS #11 tokens, by the configuration.
 *
 * @param watches whether tokens of zones are looked after while nobody uses them
 * @param signing where their signatures are made ahead
 */
record TokenWiring(TokenMetrics metrics, boolean watches, Executor signing) {
  private static final String PINS = "pins";

  /** Of a verb without a daemon: it asks its tokens what it has to, and is gone. */
  static TokenWiring forVerb() {
    return new TokenWiring(new TokenMetrics(new CollectorRegistry()), false, task -> {});
  }

  TokenDoor door(Configuration configuration) {
    Limits.Tokens limits = configuration.limits().tokens();
    return TokenDoor.open(
        configuration.dataDirectory().resolve(PINS),
        Optional.ofNullable(System.getenv("CREDENTIALS_DIRECTORY")).map(Path::of),
        new TokenLimits(limits.sessionsMax(), limits.queueMax(), limits.callSeconds()),
        metrics,
        watches);
  }

  TokenSignatures signatures(Configuration configuration, TokenDoor door, SignatureKeep keep) {
    Limits.Tokens limits = configuration.limits().tokens();
    return new TokenSignatures(
        door,
        keep,
        new TokenSignatures.Waits(
            Duration.ofMillis(limits.answerMilliseconds()),
            Duration.ofSeconds(2L * limits.callSeconds())),
        limits.signaturesMax(),
        signing);
  }
}
