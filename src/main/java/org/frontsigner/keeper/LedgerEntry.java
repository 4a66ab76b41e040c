package org.frontsigner.keeper;

import java.time.Instant;
import java.util.stream.Collectors;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedZone;

/**
 * Why a zone got a served serial: one line of its ledger, to which lines are only added. Immutable.
 *
 * @param keyTags tags of the active keys, separated by blanks
 * @param cause in the words of {@link Cause}
 * @param serialKind the SOA-EDIT kind that the serial was found by; empty where it is not known
 * @param reason what changed, a sentence without a full stop; likewise
 */
public record LedgerEntry(
    Instant when,
    Cause cause,
    long primarySerial,
    long servedSerial,
    Instant windowInception,
    String keyTags,
    String serialKind,
    String reason) {
  /** What made a new served value of a zone. */
  public enum Cause {
    CONTENT,
    SETTINGS,
    TURNOVER
  }

  /** A line of which is not known by what kind the serial was found, and what changed. */
  public LedgerEntry(
      Instant when,
      Cause cause,
      long primarySerial,
      long servedSerial,
      Instant windowInception,
      String keyTags) {
    this(when, cause, primarySerial, servedSerial, windowInception, keyTags, "", "");
  }

  /** The line for a value that is served from now on, in this state. */
  static LedgerEntry of(
      Instant when,
      Cause cause,
      SignedZone value,
      ZoneState state,
      SerialPolicy kind,
      String reason) {
    String keyTags =
        value.plan().keys().active().stream()
            .map(key -> Integer.toString(key.keyTag()))
            .collect(Collectors.joining(" "));
    return new LedgerEntry(
        when,
        cause,
        state.primarySerial(),
        state.servedSerial(),
        state.windowInception(),
        keyTags,
        kind.text(),
        reason);
  }
}
