package org.frontsigner.api;

import java.time.Instant;
import java.util.List;

/**
 * What turnovers to come will do, worked out on a clock that is set ahead. Immutable.
 *
 * @param from when it begins
 * @param until and ends
 * @param zones in order of name
 */
public record Rehearsal(Instant from, Instant until, List<OfZone> zones) {
  /**
   * Of one zone.
   *
   * @param findings what will go wrong, or may, and where
   */
  public record OfZone(String zone, List<Turnover> turnovers, List<CheckReport.Finding> findings) {
    public OfZone {
      turnovers = List.copyOf(turnovers);
      findings = List.copyOf(findings);
    }
  }

  /**
   * The change of one zone to the next signature window.
   *
   * @param serialBefore served until then, if nothing else changes
   * @param serialAfter served from then on
   * @param signatures how many are made for it
   * @param seconds how long they take one core of this machine, or the token, as was measured just
   *     now
   */
  public record Turnover(
      Instant when,
      long serialBefore,
      long serialAfter,
      Instant inception,
      Instant expiration,
      long signatures,
      double seconds) {}

  public Rehearsal {
    zones = List.copyOf(zones);
  }
}
