package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Peers that do not answer, whatever they are asked or told of whichever zone. One that was silent
 * several times running rests: it is tried once in a while, each time after a longer wait, until it
 * answers. So a dead peer of ten thousand zones costs as much as one of a few. Thread-safe.
 */
public final class PeerRests {
  private static final int SILENCES_MAX = 10;
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Map<InetSocketAddress, Rest> silent = new HashMap<>();

  private static final class Rest {
    int silences;
    long waitNanos = FIRST_NANOS;
    long untilNanos;

    boolean rests() {
      return silences >= SILENCES_MAX;
    }
  }

  /**
   * For how many nanoseconds the peer is to be left in peace; 0: it may be tried now, and if it
   * rests this is the one try until its next wait is over.
   *
   * @param now on a monotonic clock
   */
  public synchronized long waitNanos(InetSocketAddress peer, long now) {
    Rest rest = silent.get(peer);
    if (rest == null || !rest.rests()) {
      return 0;
    }
    long left = rest.untilNanos - now;
    if (left > 0) {
      return left;
    }
    rest.untilNanos = now + rest.waitNanos;
    rest.waitNanos = Math.min(LAST_NANOS, 2 * rest.waitNanos);
    return 0;
  }

  /** Nothing was heard; returns whether the peer rests from now on and did not before. */
  public synchronized boolean silent(InetSocketAddress peer, long now) {
    Rest rest = silent.computeIfAbsent(peer, address -> new Rest());
    if (rest.rests()) {
      return false;
    }
    rest.silences++;
    rest.untilNanos = now + rest.waitNanos;
    return rest.rests();
  }

  /** The peer was heard; returns whether it rested. */
  public synchronized boolean heard(InetSocketAddress peer) {
    Rest rest = silent.remove(peer);
    return rest != null && rest.rests();
  }

  public synchronized boolean rests(InetSocketAddress peer) {
    Rest rest = silent.get(peer);
    return rest != null && rest.rests();
  }

  /** How many peers rest. */
  public synchronized int count() {
    return (int) silent.values().stream().filter(Rest::rests).count();
  }
}
