package org.frontsigner.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A secondary of a zone. Immutable.
 *
 * @param tsigKey the name of the key that signs what it is told and asked; empty: none
 * @param since when it was first expected to serve what it does not; empty when it serves it
 * @param told the last NOTIFY to it; empty: it was not told yet
 * @param serves what it served when it last answered; empty: it never did
 * @param reason why it is not CURRENT; empty when it is, or that is not known
 */
public record SecondaryStatus(
    String zone,
    String address,
    Optional<String> tsigKey,
    State state,
    Optional<Instant> since,
    Optional<NotifyView> told,
    Optional<ServesView> serves,
    Optional<String> reason) {

  /** How far a secondary is. */
  public enum State {
    /** It has not been asked yet. */
    UNKNOWN,
    /** It serves our serial, or a later one, with signatures of the present window. */
    CURRENT,
    /** It was told not long ago, and is being waited for. */
    UPDATING,
    /** It should serve what we serve by now, and does not. */
    LAGGING,
    /** It takes NOTIFYs and answers no questions, so nobody can tell. */
    NOT_ANSWERING
  }

  /**
   * A NOTIFY.
   *
   * @param outcome WAITING, ACKNOWLEDGED, REFUSED or UNANSWERED
   * @param rcode with which it was refused
   * @param attempts how often it was sent
   */
  public record NotifyView(
      long serial, Instant when, String outcome, Optional<String> rcode, int attempts) {}

  /**
   * What it served.
   *
   * @param signaturesUntil when the last signature of its SOA expires; empty: there was none
   * @param seen when it was asked
   */
  public record ServesView(long serial, Optional<Instant> signaturesUntil, Instant seen) {}
}
