package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;

class TokenSignaturesTest {
  private static final TokenReference REFERENCE =
      new TokenReference("module", "token", "file:/pin", "key", "key");

  private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A token that signs with a soft key, when it is told to, and keeps what it is given. */
  private static final class FakeTokens implements Tokens, SignatureKeep {
    final List<Kept> kept = new ArrayList<>();
    final List<CompletableFuture<byte[]>> held = new ArrayList<>();
    final Algorithm algorithm;
    UnaryOperator<byte[]> made = UnaryOperator.identity();
    boolean holds;
    double secondsEach;
    int asked;

    FakeTokens(Algorithm algorithm) {
      this.algorithm = algorithm;
    }

    ZoneKey key() {
      byte[] publicKey = Keys.material(7, algorithm).publicKey();
      return new ZoneKey(
          1,
          ZoneKey.SECURE_ENTRY_POINT,
          true,
          true,
          TokenMaterial.of(algorithm, REFERENCE, publicKey));
    }

    @Override
    public CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input) {
      asked++;
      if (holds) {
        held.add(new CompletableFuture<>());
        return held.get(held.size() - 1);
      }
      return CompletableFuture.completedFuture(signed(input));
    }

    byte[] signed(byte[] input) {
      boolean isRsa = algorithm.family() == Algorithm.Family.RSA;
      try {
        Signature signature =
            Signature.getInstance(isRsa ? "NONEwithRSA" : "NONEwithECDSAinP1363Format");
        signature.initSign(Keys.material(7, algorithm).privateKey());
        signature.update(input);
        return made.apply(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Pace pace(TokenReference token) {
      return new Pace(true, secondsEach, held.size());
    }

    @Override
    public TokenReference enter(TokenReference reference, Optional<String> pin) {
      throw new AssertionError();
    }

    @Override
    public TokenMaterial find(TokenReference reference, Algorithm wanted) {
      throw new AssertionError();
    }

    @Override
    public TokenMaterial create(TokenReference reference, Algorithm wanted, int bits) {
      throw new AssertionError();
    }

    @Override
    public void watch(TokenReference reference) {}

    @Override
    public List<Kept> all() {
      return List.copyOf(kept);
    }

    @Override
    public void add(Kept signature) {
      kept.add(signature);
    }

    @Override
    public void forgetExpired(Instant when) {
      kept.removeIf(each -> each.expiration().isBefore(when));
    }
  }

  private final FakeTokens tokens = new FakeTokens(Algorithm.ECDSAP256SHA256);
  private TokenSignatures signatures = over(tokens);

  private static TokenSignatures over(FakeTokens tokens) {
    return new TokenSignatures(
        tokens,
        tokens,
        new TokenSignatures.Waits(Duration.ofMillis(50), PATIENCE),
        100,
        Runnable::run);
  }

  private static SignedFor target(SigningPurpose purpose) {
    SigningWindow window = SigningWindow.at(NOW, SigningWindow.Shape.POWERDNS);
    return new SignedFor(DomainName.parse("www.example."), RrType.A, window, purpose);
  }

  private byte[] sign(SigningPurpose purpose) {
    return signatures.sign(tokens.key(), MESSAGE, MESSAGE.length, target(purpose));
  }

  @Test
  void aSignatureIsMadeOnceAndStaysTheSameAcrossRestarts() {
    byte[] first = sign(SigningPurpose.ANSWER);
    assertThat(sign(SigningPurpose.AHEAD)).isEqualTo(first);
    signatures = over(tokens);
    assertThat(sign(SigningPurpose.ANSWER)).isEqualTo(first);
    assertThat(tokens.asked).isEqualTo(1);
    assertThat(tokens.kept)
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.owner()).isEqualTo("www.example");
              assertThat(kept.type()).isEqualTo(RrType.A);
              assertThat(kept.expiration()).isEqualTo("2026-12-03T00:00:00Z");
            });
  }

  @Test
  void aKeptSignatureThatIsDamagedIsMadeAnew() {
    sign(SigningPurpose.ANSWER);
    tokens.kept.get(0).signature()[5] ^= 1;
    signatures = over(tokens);
    byte[] again = sign(SigningPurpose.ANSWER);
    assertThat(tokens.asked).isEqualTo(2);
    assertThat(tokens.kept.get(tokens.kept.size() - 1).signature()).isEqualTo(again);
  }

  @Test
  void whatDoesNotVerifyIsNeverGivenOut() {
    tokens.made =
        signature -> {
          signature[5] ^= 1;
          return signature;
        };
    assertThatThrownBy(() -> sign(SigningPurpose.ANSWER))
        .isInstanceOf(SigningFailed.class)
        .hasMessageContaining("does not verify");
    assertThat(tokens.kept).isEmpty();
  }

  @Test
  void whatIsForOneAnswerAloneIsNotKept() {
    sign(SigningPurpose.ONE_ANSWER);
    sign(SigningPurpose.PROOF);
    assertThat(tokens.asked).isEqualTo(2);
    assertThat(tokens.kept).isEmpty();
  }

  @Test
  void anAnswerDoesNotWaitForASlowTokenAndTheSignatureIsThereForTheNext() {
    tokens.holds = true;
    assertThatThrownBy(() -> sign(SigningPurpose.ANSWER)).hasMessageContaining("not made yet");
    tokens.secondsEach = 10;
    long began = System.nanoTime();
    assertThatThrownBy(() -> sign(SigningPurpose.ANSWER)).hasMessageContaining("not made yet");
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.MILLISECONDS.toNanos(50));
    assertThat(tokens.asked).as("asked for once").isEqualTo(1);
    byte[] made = tokens.signed(TokenInput.of(tokens.algorithm, MESSAGE, MESSAGE.length));
    tokens.held.get(0).complete(made);
    assertThat(sign(SigningPurpose.ANSWER)).isEqualTo(made);
  }

  @Test
  void expiredSignaturesAreForgotten() {
    sign(SigningPurpose.ANSWER);
    signatures.forgetExpired(Instant.parse("2026-12-02T23:59:59Z"));
    assertThat(signatures.size()).isEqualTo(1);
    signatures.forgetExpired(Instant.parse("2026-12-03T00:00:01Z"));
    assertThat(signatures.size()).isZero();
    assertThat(tokens.kept).isEmpty();
  }

  @Test
  void ecdsaSignaturesInDerAndWithoutLeadingZerosAreMadePlain() {
    TokenMaterial key = (TokenMaterial) tokens.key().material();
    byte[] plain = new byte[64];
    plain[31] = 5;
    plain[63] = 9;
    byte[] shortened = {5, 9};
    assertThat(TokenInput.plain(key, shortened)).isEqualTo(plain);
    byte[] der =
        encoded(new DERSequence(new ASN1Integer[] {new ASN1Integer(5), new ASN1Integer(9)}));
    assertThat(TokenInput.plain(key, der)).isEqualTo(plain);
    assertThatThrownBy(() -> TokenInput.plain(key, new byte[70])).isInstanceOf(SigningFailed.class);
  }

  private static byte[] encoded(DERSequence sequence) {
    try {
      return sequence.getEncoded();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyAlgorithmOfTokensIsProven() {
    for (Algorithm algorithm :
        List.of(
            Algorithm.RSASHA1,
            Algorithm.RSASHA256,
            Algorithm.RSASHA512,
            Algorithm.ECDSAP256SHA256,
            Algorithm.ECDSAP384SHA384)) {
      FakeTokens others = new FakeTokens(algorithm);
      KeyProof.prove(others.key().material(), CryptoChoice.best(false).with(over(others)));
      assertThat(others.asked).isEqualTo(1);
    }
  }

  @Test
  void aKeyInATokenIsWrittenAsPowerDnsWritesItAndReadBack() {
    KeyMaterial key = tokens.key().material();
    String text = KeyFile.print(key);
    assertThat(text)
        .startsWith(
            """
            Private-key-format: v1.2
            Algorithm: 13 (ECDSAP256SHA256)
            Engine: module
            Slot: token
            PIN: file:/pin
            Label: key
            PubLabel: key
            """);
    assertThat(KeyFile.parse(text)).isEqualTo(key);
    TokenMaterial pending = TokenMaterial.pending(Algorithm.RSASHA256, REFERENCE);
    assertThat(KeyFile.parse(KeyFile.print(pending))).isEqualTo(pending);
    assertThatThrownBy(() -> KeyPem.print(key)).hasMessageContaining("is in a token");
  }

  @Test
  void whatWouldBeginAnotherFieldIsNoLabel() {
    for (String bad : List.of("", " ", "a\nPIN: 1", "x".repeat(2000), " a")) {
      assertThatThrownBy(() -> new TokenReference("module", "token", "file:/pin", bad, "key"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
