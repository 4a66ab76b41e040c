package org.frontsigner.api;

import java.time.Instant;
import java.util.List;

/**
 * Why a zone was given its served serials. Immutable.
 *
 * @param exists whether there is the zone now; its ledger outlives it
 * @param lines the newest first
 */
public record SerialLedger(String zone, boolean exists, List<Line> lines) {
  /**
   * One served serial.
   *
   * @param cause {@code content}, {@code settings} or {@code turnover}
   * @param what changed; a sentence without a full stop, empty where that was not written down
   * @param rule how the serial came of the primary's and the last; likewise
   * @param windowInception of the signatures; the epoch where the zone was not signed here
   * @param keyTags of the keys that signed
   */
  public record Line(
      Instant when,
      String cause,
      String what,
      String rule,
      long primarySerial,
      long servedSerial,
      Instant windowInception,
      List<Integer> keyTags) {
    public Line {
      keyTags = List.copyOf(keyTags);
    }
  }

  public SerialLedger {
    lines = List.copyOf(lines);
  }
}
