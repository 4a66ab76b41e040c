package org.frontsigner.signing;

import java.time.Instant;

/**
 * The weeks in which a signature is valid. It jumps forward by a week each Thursday at 00:00 UTC,
 * for all zones and all signatures at once. Immutable.
 *
 * <pre>
 *   Thursday  W-7d        W         W+7d       W+14d
 *             |-----------|----------|----------|
 *             inception   served from to        expiration
 * </pre>
 */
public record SigningWindow(Instant inception, Instant expiration) {
  private static final long WEEK_SECONDS = 7 * 86_400L;

  /** The two shapes that operators choose from with {@code signing-window}. */
  public enum Shape {
    /** From a week before this week's Thursday to two weeks after it. */
    POWERDNS,
    /** From this week's Thursday to two weeks after it. */
    TWO_WEEK
  }

  /**
   * The window that is served at {@code now}. The epoch was a Thursday, so weeks need no calendar.
   */
  public static SigningWindow at(Instant now, Shape shape) {
    Instant week = weekOf(now);
    return new SigningWindow(
        shape == Shape.POWERDNS ? week.minusSeconds(WEEK_SECONDS) : week,
        week.plusSeconds(2 * WEEK_SECONDS));
  }

  /** The Thursday 00:00 UTC at or before {@code now}. */
  public static Instant weekOf(Instant now) {
    long seconds = now.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, WEEK_SECONDS));
  }

  /** The Thursday after {@code now}, when the next window begins to be served. */
  public static Instant turnoverAfter(Instant now) {
    return weekOf(now).plusSeconds(WEEK_SECONDS);
  }
}
