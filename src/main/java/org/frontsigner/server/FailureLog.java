package org.frontsigner.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what failed while messages were handled: each kind of failure of each zone once a minute, so
 * that who asks often can't fill the log. Thread-safe.
 */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int KNOWN_MAX = 10_000;

  private record Kind(String zone, String failure) {}

  private final ConcurrentHashMap<Kind, Long> lastLogged = new ConcurrentHashMap<>();

  void failed(String zone, String what, Throwable failure) {
    Kind kind = new Kind(zone, what + failure.getClass().getName());
    if (mayLog(kind, System.nanoTime())) {
      LOG.error("zone {}: {} failed: {}", zone, what, failure.getMessage(), failure);
    }
  }

  private boolean mayLog(Kind kind, long now) {
    if (lastLogged.size() >= KNOWN_MAX) {
      lastLogged.values().removeIf(when -> now - when >= QUIET_NANOS);
    }
    if (lastLogged.size() >= KNOWN_MAX && !lastLogged.containsKey(kind)) {
      return false;
    }
    Long shown = lastLogged.compute(kind, (key, when) -> isQuiet(when, now) ? (Long) now : when);
    return shown == now;
  }

  private static boolean isQuiet(Long when, long now) {
    return when == null || now - when >= QUIET_NANOS;
  }
}
