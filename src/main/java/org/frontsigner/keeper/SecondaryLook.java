package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * What is known of a secondary of a zone. Immutable.
 *
 * @param since when it was first found, or expected, not to serve what we serve; empty when it does
 * @param seen what it served when it last answered; empty: it never did
 * @param reason why it does not count as current, for operators; empty when it does
 */
public record SecondaryLook(
    DomainName zone,
    Downstream.Target target,
    State state,
    Optional<Instant> since,
    Optional<Seen> seen,
    String reason) {

  /** How far a secondary is. */
  public enum State {
    /** It has not been asked yet. */
    UNKNOWN,
    /** It serves our serial, with signatures of our window. */
    CURRENT,
    /** It was told not long ago, and is being waited for. */
    UPDATING,
    /** It should serve what we serve by now, and does not. */
    LAGGING,
    /** It takes NOTIFYs, and never answered a question: nobody can tell. */
    NOT_ANSWERING
  }

  /**
   * What a secondary served.
   *
   * @param signaturesUntil when the last of the SOA's signatures expires; empty: it had none
   * @param when it was asked
   */
  public record Seen(long serial, Optional<Instant> signaturesUntil, Instant when) {}
}
