package org.frontsigner.api;

/** The verbs about the serials that zones are served with. See {@link Admin} for common rules. */
public interface SerialAdmin {
  /** More lines of a ledger are not asked for at once. */
  int LEDGER_LINES_MAX = 10_000;

  /**
   * Why a zone was given its served serials, the newest first; also of a zone that was deleted.
   *
   * @param linesMax at least 1
   * @throws Problem FAILED when no zone of this name was ever served; USAGE when {@code linesMax}
   *     is not 1 to {@link #LEDGER_LINES_MAX}
   */
  SerialLedger whySerial(String zone, int linesMax);

  /**
   * What the turnovers of a time to come will do to a zone, or to all; changes nothing.
   *
   * @param zone empty: all zones
   * @param at when the time begins, {@code 2026-12-24} or {@code 2026-12-24T06:00:00Z}, not in the
   *     past; empty: now
   * @param period how long it is, a number of weeks, days or hours: {@code 5w}, {@code 10d}, {@code
   *     36h}; at most ten years
   * @throws Problem USAGE when {@code at} or {@code period} is not that
   */
  Rehearsal rehearse(String zone, String at, String period);
}
