package org.frontsigner.signing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The signatures of tokens: each is made once, looked at, kept, and given to all who ask for it,
 * also after a restart. Who waits does so for a limited time, and the signature is made all the
 * same: who asks again finds it. Thread-safe.
 */
public final class TokenSignatures {
  /** Of a server without tokens. */
  public static final TokenSignatures NONE =
      new TokenSignatures(
          Tokens.NONE, SignatureKeep.NONE, new Waits(Duration.ZERO, Duration.ZERO), 0, task -> {});

  /**
   * How long a signature is waited for.
   *
   * @param answer by one who answers a question, on a thread that others need
   * @param ahead by one who makes signatures that nobody has asked for yet
   */
  public record Waits(Duration answer, Duration ahead) {}

  private record Id(long key, ByteBuffer digest) {}

  /** One that was read back is not believed until it was looked at. */
  private record Entry(byte[] signature, Instant expiration, boolean isProven) {}

  private final Tokens tokens;
  private final SignatureKeep keep;
  private final Waits waits;
  private final int keptMax;
  private final Executor workers;
  private final CryptoChoice verifier = CryptoChoice.verifier();
  private final ConcurrentHashMap<Id, Entry> kept = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Id, CompletableFuture<byte[]>> underWay =
      new ConcurrentHashMap<>();

  /**
   * Takes up what is kept.
   *
   * @param keptMax more are neither kept in memory nor in the keep
   * @param workers where signatures are made ahead, beside those who do that with soft keys
   */
  public TokenSignatures(
      Tokens tokens, SignatureKeep keep, Waits waits, int keptMax, Executor workers) {
    this.tokens = tokens;
    this.keep = keep;
    this.waits = waits;
    this.keptMax = keptMax;
    this.workers = workers;
    for (SignatureKeep.Kept each : keep.all()) {
      kept.put(
          new Id(each.keyId(), ByteBuffer.wrap(each.digest())),
          new Entry(each.signature(), each.expiration(), false));
    }
  }

  public Tokens tokens() {
    return tokens;
  }

  /** Where signatures of tokens are made ahead: they would hold up all others. */
  public Executor workers() {
    return workers;
  }

  /** How many signatures are kept. */
  public int size() {
    return kept.size();
  }

  /** Those that expired before {@code when} are not kept any longer. */
  public void forgetExpired(Instant when) {
    if (kept.values().removeIf(entry -> entry.expiration().isBefore(when))) {
      keep.forgetExpired(when);
    }
  }

  /**
   * The signature over the first {@code length} octets.
   *
   * @throws SigningFailed when it can't be made, or not in time
   */
  byte[] sign(ZoneKey key, byte[] message, int length, SignedFor target) {
    byte[] copy = Arrays.copyOf(message, length);
    Id id = new Id(key.id(), ByteBuffer.wrap(TokenInput.hash("SHA-256", copy, length)));
    TokenMaterial material = (TokenMaterial) key.material();
    byte[] there = target.purpose().isKept() ? proven(id, material, copy) : null;
    return there != null ? there : await(begin(id, material, copy, target), material, target);
  }

  private byte[] proven(Id id, TokenMaterial key, byte[] message) {
    Entry entry = kept.get(id);
    if (entry == null || entry.isProven()) {
      return entry == null ? null : entry.signature();
    }
    if (entry.signature().length != key.signatureOctets()
        || !isRight(key, message, entry.signature())) {
      kept.remove(id, entry);
      return null;
    }
    kept.replace(id, entry, new Entry(entry.signature(), entry.expiration(), true));
    return entry.signature();
  }

  private boolean isRight(TokenMaterial key, byte[] message, byte[] signature) {
    try {
      return verifier.verifies(key.algorithm(), key.publicKey(), message, signature);
    } catch (GeneralSecurityException e) {
      throw new SigningFailed("the public key of " + key + " is none", e);
    }
  }

  /** Begins to make a signature, unless somebody else has. */
  private CompletableFuture<byte[]> begin(
      Id id, TokenMaterial key, byte[] message, SignedFor target) {
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> other = underWay.putIfAbsent(id, mine);
    if (other != null) {
      return other;
    }
    byte[] there = target.purpose().isKept() ? proven(id, key, message) : null;
    if (there != null) {
      underWay.remove(id, mine);
      mine.complete(there);
      return mine;
    }
    tokens
        .sign(key, TokenInput.of(key.algorithm(), message, message.length))
        .thenApply(octets -> finish(id, key, message, target, octets))
        .whenComplete(
            (signature, failure) -> {
              underWay.remove(id, mine);
              if (failure == null) {
                mine.complete(signature);
              } else {
                mine.completeExceptionally(failure);
              }
            });
    return mine;
  }

  private byte[] finish(Id id, TokenMaterial key, byte[] message, SignedFor target, byte[] octets) {
    byte[] signature = TokenInput.plain(key, octets);
    if (!isRight(key, message, signature)) {
      throw new SigningFailed(
          "what %s signs does not verify with its public key: it is not given out".formatted(key),
          null);
    }
    if (target.purpose().isKept() && kept.size() < keptMax) {
      keep.add(
          new SignatureKeep.Kept(
              id.key(),
              target.owner().lowerCase().toText(),
              target.type(),
              target.window().inception(),
              target.window().expiration(),
              id.digest().array(),
              signature));
      kept.put(id, new Entry(signature, target.window().expiration(), true));
    }
    return signature;
  }

  private byte[] await(CompletableFuture<byte[]> made, TokenMaterial key, SignedFor target) {
    boolean patient = target.purpose().isPatient();
    Duration wait = patient ? waits.ahead() : waits.answer();
    try {
      if (!made.isDone() && !patient && takesLonger(key, wait)) {
        throw tooSlow(key, target, null);
      }
      return made.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw tooSlow(key, target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SigningFailed("interrupted while a token signs", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new SigningFailed(cause.getMessage(), cause);
    }
  }

  /** A thread that answers is not held up where it is known to be of no use. */
  private boolean takesLonger(TokenMaterial key, Duration wait) {
    Tokens.Pace pace = tokens.pace(key.reference());
    return pace.secondsFor(pace.waiting()) * TimeUnit.SECONDS.toNanos(1) > wait.toNanos();
  }

  private static SigningFailed tooSlow(TokenMaterial key, SignedFor target, Exception cause) {
    return new SigningFailed(
        "the signature over %s is not made yet: %s takes its time"
            .formatted(target.owner().toText(), key),
        cause);
  }
}
