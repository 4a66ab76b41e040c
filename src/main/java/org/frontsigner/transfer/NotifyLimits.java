package org.frontsigner.transfer;

/**
 * How secondaries are told. Immutable.
 *
 * @param attempts how often a NOTIFY is sent before it counts as unanswered
 * @param firstWaitMillis from the first attempt to the second; each further wait is doubled
 * @param pendingMax secondaries, summed over the zones, that are being told at one time
 * @param perSecondMax NOTIFYs sent in a second
 */
public record NotifyLimits(int attempts, int firstWaitMillis, int pendingMax, int perSecondMax) {
  public static final NotifyLimits DEFAULT = new NotifyLimits(5, 1000, 1_000_000, 500);

  private static final int ATTEMPTS_MAX = 16;
  private static final int PENDING_MAX = 100_000_000;
  private static final int WAIT_MILLIS_MAX = 60_000;

  /** Throws IllegalArgumentException when one of them is out of its range. */
  public NotifyLimits {
    require("attempts", attempts, ATTEMPTS_MAX);
    require("firstWaitMillis", firstWaitMillis, WAIT_MILLIS_MAX);
    require("pendingMax", pendingMax, PENDING_MAX);
    require("perSecondMax", perSecondMax, 1_000_000);
  }

  private static void require(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException("%s is from 1 to %d, not %d".formatted(name, max, value));
    }
  }

  /** The wait after an attempt, counted from 1. */
  long waitMillis(int attempt) {
    return (long) firstWaitMillis << (attempt - 1);
  }
}
