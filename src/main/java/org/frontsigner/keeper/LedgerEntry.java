package org.frontsigner.keeper;

import java.time.Instant;

/**
 * Why a zone got a served serial: one line of its ledger, to which lines are only added. Immutable.
 *
 * @param keyTags tags of the active keys, separated by blanks
 * @param cause in the words of {@link Cause}
 */
public record LedgerEntry(
    Instant when,
    Cause cause,
    long primarySerial,
    long servedSerial,
    Instant windowInception,
    String keyTags) {
  /** What made a new served value of a zone. */
  public enum Cause {
    CONTENT,
    SETTINGS,
    TURNOVER
  }
}
