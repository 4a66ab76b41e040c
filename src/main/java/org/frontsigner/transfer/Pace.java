package org.frontsigner.transfer;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long an exchange may still wait for octets: in total, for the next whole message, and for a
 * least number of octets in each whole minute. Not thread-safe.
 */
public final class Pace {
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final int totalSeconds;
  private final int idleSeconds;
  private final int octetsPerMinuteMin;
  private final long start;
  private long lastMessage;
  private long minuteStart;
  private long minuteOctets;

  /** Begins now; {@code nanoTime} is monotonic. */
  Pace(int totalSeconds, int idleSeconds, int octetsPerMinuteMin, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.totalSeconds = totalSeconds;
    this.idleSeconds = idleSeconds;
    this.octetsPerMinuteMin = octetsPerMinuteMin;
    this.start = nanoTime.getAsLong();
    this.lastMessage = start;
    this.minuteStart = start;
  }

  /**
   * Milliseconds, at least 1, until the first of the limits is reached.
   *
   * @throws TooSlow when one is reached
   */
  public int waitMillis() throws TooSlow {
    long now = nanoTime.getAsLong();
    long total = left(now, start, totalSeconds, "it takes longer than %d seconds");
    long idle = left(now, lastMessage, idleSeconds, "no message for %d seconds");
    long minute = leftOfMinute(now);
    long nanos = Math.min(Math.min(total, idle), minute);
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }

  private static long left(long now, long since, int seconds, String reason) throws TooSlow {
    long left = TimeUnit.SECONDS.toNanos(seconds) - (now - since);
    if (left <= 0) {
      throw new TooSlow(reason.formatted(seconds));
    }
    return left;
  }

  private long leftOfMinute(long now) throws TooSlow {
    if (now - minuteStart >= MINUTE_NANOS) {
      if (minuteOctets < octetsPerMinuteMin) {
        throw new TooSlow(
            "only %d octets in a minute, less than %d".formatted(minuteOctets, octetsPerMinuteMin));
      }
      minuteStart = now;
      minuteOctets = 0;
    }
    return MINUTE_NANOS - (now - minuteStart);
  }

  /** So many octets came. */
  public void received(int octets) {
    minuteOctets += octets;
  }

  /** A whole message came. */
  public void receivedMessage() {
    lastMessage = nanoTime.getAsLong();
  }

  /** Seconds since the begin. */
  double seconds() {
    return (nanoTime.getAsLong() - start) / 1e9;
  }
}
