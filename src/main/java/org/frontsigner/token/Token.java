package org.frontsigner.token;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenRefused;
import org.frontsigner.signing.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that signs. While it is down nothing is asked of it but whether it is back. Thread-safe.
 *
 * <pre>
 *        a call fails, or never ends
 *   up ──────────────────────────────▶ down
 *    ◀──────────────────────────────── is tried after 1, 2, 4 … 60 seconds
 * </pre>
 */
final class Token {
  private static final Logger LOG = LoggerFactory.getLogger(Token.class);
  private static final long IDLE_SECONDS = 60;
  private static final int PAUSE_SECONDS_MAX = 60;
  private static final double NANOS = 1e9;

  /** A call that is under way. */
  private record Running(long beganNanos, CompletableFuture<byte[]> result) {}

  private final String name;
  private final LoadedModule module;
  private final TokenSessions sessions;
  private final TokenLimits limits;
  private final TokenMetrics metrics;
  private final TokenListener listener;
  private final ThreadPoolExecutor calls;
  private final Pacemaker pace = new Pacemaker();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile String downReason;
  private volatile String pin = "";
  private long nextTrialNanos;
  private int pauseSeconds;
  private boolean trying;

  Token(
      String name,
      LoadedModule module,
      TokenSessions sessions,
      TokenLimits limits,
      TokenMetrics metrics,
      TokenListener listener) {
    this.name = name;
    this.module = module;
    this.sessions = sessions;
    this.limits = limits;
    this.metrics = metrics;
    this.listener = listener;
    this.calls =
        new ThreadPoolExecutor(
            limits.sessionsMax(),
            limits.sessionsMax(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.queueMax()),
            task -> {
              Thread thread = new Thread(task, "token-" + name);
              thread.setDaemon(true);
              return thread;
            });
    calls.allowCoreThreadTimeOut(true);
    metrics.setDown(name, false);
  }

  TokenSessions sessions() {
    return sessions;
  }

  /** Whether it can be used is of interest from now on. */
  void watch(String pinReference) {
    pin = pinReference;
  }

  /** Somebody has just logged in to it: if it was down, it is not any more. */
  void entered(String pinReference) {
    pin = pinReference;
    boolean tries;
    synchronized (this) {
      tries = downReason != null && !trying;
      trying |= tries;
    }
    if (tries) {
      tryNow();
    }
  }

  Tokens.Pace pace() {
    return new Tokens.Pace(
        downReason == null, pace.secondsEach(), calls.getQueue().size() + running.size());
  }

  /** Begins to sign. */
  CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input) {
    CompletableFuture<byte[]> result = new CompletableFuture<>();
    if (refusesWhileDown(result)) {
      return result;
    }
    try {
      calls.execute(() -> run(key, input, result));
    } catch (RejectedExecutionException e) {
      metrics.queueFull(name);
      result.completeExceptionally(
          new SigningFailed(
              "token '%s' has %d signatures to make and takes no more (limits.token-queue-max)"
                  .formatted(name, limits.queueMax()),
              e));
    }
    metrics.waiting(name, calls.getQueue().size());
    return result;
  }

  private boolean refusesWhileDown(CompletableFuture<byte[]> result) {
    String reason = downReason;
    if (reason == null) {
      return false;
    }
    result.completeExceptionally(
        new SigningFailed("token '%s' is down: %s".formatted(name, reason), null));
    return true;
  }

  private void run(TokenMaterial key, byte[] input, CompletableFuture<byte[]> result) {
    metrics.waiting(name, calls.getQueue().size());
    if (refusesWhileDown(result)) {
      return;
    }
    pin = key.reference().pin();
    Running call = new Running(System.nanoTime(), result);
    running.add(call);
    metrics.sessionTaken(name);
    try {
      byte[] signature = sessions.sign(key, input);
      long ended = System.nanoTime();
      pace.signed(call.beganNanos(), ended);
      metrics.signed(name, (double) (ended - call.beganNanos()) / NANOS);
      result.complete(signature);
    } catch (CryptokiError | TokenRefused e) {
      fail("%s fails: %s".formatted(key.reference(), e.getMessage()));
      result.completeExceptionally(new SigningFailed(key + " does not sign: " + e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      LOG.error("token {}: something unforeseen: {}", name, e.getMessage(), e);
      result.completeExceptionally(new SigningFailed(key + " does not sign: " + e, e));
    } finally {
      running.remove(call);
      metrics.sessionGiven(name);
    }
  }

  private void fail(String reason) {
    metrics.failed(name);
    synchronized (this) {
      if (downReason != null) {
        return;
      }
      downReason = reason;
      pauseSeconds = 1;
      nextTrialNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(pauseSeconds);
    }
    metrics.setDown(name, true);
    listener.down(told(), reason);
  }

  private String told() {
    return "token '" + name + "'";
  }

  /** Looks after it, a few times a second or less; returns at once but for {@link #tryNow}. */
  void tick() {
    long now = System.nanoTime();
    for (Running call : running) {
      if (now - call.beganNanos() > TimeUnit.SECONDS.toNanos(limits.callSeconds())) {
        String reason = "a call takes longer than %d seconds".formatted(limits.callSeconds());
        fail(reason);
        call.result()
            .completeExceptionally(
                new SigningFailed("token '%s': ".formatted(name) + reason, null));
      }
    }
  }

  /** Whether it is time to see whether a token that is down is back. */
  synchronized boolean isTrialDue() {
    boolean due = downReason != null && !trying && System.nanoTime() - nextTrialNanos >= 0;
    trying |= due;
    return due;
  }

  /** Sees whether it is back; may take any time. */
  void tryNow() {
    String reason = trial();
    synchronized (this) {
      trying = false;
      if (reason != null) {
        pauseSeconds = Math.min(2 * pauseSeconds, PAUSE_SECONDS_MAX);
        nextTrialNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(pauseSeconds);
        return;
      }
      downReason = null;
    }
    metrics.setDown(name, false);
    listener.up(told());
  }

  /** Why it is still down; null when it is not. */
  private String trial() {
    try {
      if (!running.isEmpty() || !module.restart()) {
        return "a call does not end";
      }
      sessions.forget();
      probe();
      return null;
    } catch (CryptokiError | TokenRefused e) {
      LOG.debug("token '{}' is still down: {}", name, e.getMessage());
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (RuntimeException e) {
      LOG.error("token '{}': something unforeseen: {}", name, e.getMessage(), e);
      return e.toString();
    }
  }

  private void probe() {
    String where = pin;
    sessions.run(() -> sessions.readPin(where), false, (cryptoki, at, session) -> at);
  }

  /** Sees whether it can be used, where it is watched and nothing else tells; may take any time. */
  void probeNow() {
    if (downReason != null || pin.isEmpty() || !running.isEmpty()) {
      return;
    }
    try {
      probe();
      sessions.touch();
    } catch (CryptokiError | TokenRefused e) {
      fail(e.getMessage());
    }
  }

  /** Takes no more; does not wait for what is under way. */
  void close() {
    calls.shutdownNow();
  }
}
