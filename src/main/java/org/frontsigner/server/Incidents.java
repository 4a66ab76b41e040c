package org.frontsigner.server;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.frontsigner.signing.SigningFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong: limits that were reached, which are counted too, and what failed while messages
 * were handled. Each kind, of each zone, is logged once a minute, so that who asks often can't fill
 * the log. Thread-safe.
 */
final class Incidents {
  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int KINDS_MAX = 10_000;

  private record Kind(String zone, String what) {}

  private final ServerMetrics metrics;
  private final ConcurrentHashMap<Kind, Long> lastLogged = new ConcurrentHashMap<>();

  Incidents(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  /** A limit was reached; its name is as it is configured. */
  void limitReached(String limit) {
    metrics.limitReached(limit);
    if (mayLog(new Kind("", limit))) {
      LOG.warn("limit {} was reached; more of it in the next minute is only counted", limit);
    }
  }

  /** A limit was reached that is reached every day. */
  void usualLimitReached(String limit) {
    metrics.limitReached(limit);
  }

  /** A client may not transfer a zone, or not now. */
  void transferRefused(String zone, InetAddress client, String reason) {
    if (mayLog(new Kind(zone, reason))) {
      LOG.warn("zone {}: transfer to {} refused: {}", zone, client.getHostAddress(), reason);
    }
  }

  /** Something failed that belongs to a zone. */
  void failed(String zone, String what, Throwable failure) {
    if (mayLog(new Kind(zone, what + failure.getClass().getName()))) {
      if (failure instanceof SigningFailed) {
        LOG.error("zone {}: {} failed: {}", zone, what, failure.getMessage());
      } else {
        LOG.error("zone {}: {} failed: {}", zone, what, failure.getMessage(), failure);
      }
    }
  }

  private boolean mayLog(Kind kind) {
    long now = System.nanoTime();
    if (lastLogged.size() >= KINDS_MAX) {
      lastLogged.values().removeIf(when -> now - when >= QUIET_NANOS);
    }
    Long before = lastLogged.get(kind);
    if (before == null) {
      return lastLogged.size() < KINDS_MAX && lastLogged.putIfAbsent(kind, now) == null;
    }
    return now - before >= QUIET_NANOS && lastLogged.replace(kind, before, now);
  }
}
