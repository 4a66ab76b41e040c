package org.frontsigner.token;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** What is counted of tokens; each is named by its label or slot. Thread-safe. */
public final class TokenMetrics {
  private final Counter signatures;
  private final Counter failures;
  private final Counter refused;
  private final Histogram seconds;
  private final Gauge sessions;
  private final Gauge waiting;
  private final Gauge down;

  /** Metrics that are shown by {@code registry}; one such object for each registry. */
  public TokenMetrics(CollectorRegistry registry) {
    signatures = byToken("token_signatures_total", "Signatures that a token made.", registry);
    failures = byToken("token_failures_total", "Calls in which a token failed.", registry);
    refused =
        byToken(
            "token_queue_full_total",
            "Signatures that were not asked for since too many waited.",
            registry);
    seconds =
        Histogram.build("token_signature_seconds", "Time that a token took for a signature.")
            .labelNames("token")
            .buckets(0.001, 0.01, 0.1, 0.5, 1, 5, 30)
            .register(registry);
    sessions = gauge("token_sessions_used", "Sessions that sign at this moment.", registry);
    waiting = gauge("token_signatures_waiting", "Signatures that wait for a session.", registry);
    down = gauge("token_down", "Tokens that can't be used are 1 and all others are 0.", registry);
  }

  private static Counter byToken(String name, String help, CollectorRegistry registry) {
    return Counter.build(name, help).labelNames("token").register(registry);
  }

  private static Gauge gauge(String name, String help, CollectorRegistry registry) {
    return Gauge.build(name, help).labelNames("token").register(registry);
  }

  void signed(String token, double secondCount) {
    signatures.labels(token).inc();
    seconds.labels(token).observe(secondCount);
  }

  void failed(String token) {
    failures.labels(token).inc();
  }

  void queueFull(String token) {
    refused.labels(token).inc();
  }

  void sessionTaken(String token) {
    sessions.labels(token).inc();
  }

  void sessionGiven(String token) {
    sessions.labels(token).dec();
  }

  void waiting(String token, int count) {
    waiting.labels(token).set(count);
  }

  void setDown(String token, boolean value) {
    down.labels(token).set(value ? 1 : 0);
  }
}
