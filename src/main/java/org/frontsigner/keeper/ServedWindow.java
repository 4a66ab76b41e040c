package org.frontsigner.keeper;

import java.time.Instant;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;

/** Which signature window a zone is served with at a time, and whether it is. */
final class ServedWindow {
  private ServedWindow() {}

  /**
   * The window of now. The next one stays where it is served already and good: so a clock that is
   * set back across a Thursday does not turn all zones back.
   *
   * @param served the value that is served; null when there is none
   */
  static SigningWindow at(Instant now, ZonePolicy policy, SignedZone served, ZoneState state) {
    SigningWindow next = policy.windowAt(SigningWindow.turnoverAfter(now));
    boolean early =
        served != null
            && served.plan().signs()
            && served.plan().window().equals(next)
            && state.windowInception().equals(next.inception())
            && !next.inception().isAfter(now);
    return early ? next : policy.windowAt(now);
  }

  /** The window of now, or the next one where the instance that is followed serves it already. */
  static SigningWindow followed(Instant now, ZonePolicy policy, ZoneState state) {
    SigningWindow next = policy.windowAt(SigningWindow.turnoverAfter(now));
    boolean early =
        state.windowInception().equals(next.inception()) && !next.inception().isAfter(now);
    return early ? next : policy.windowAt(now);
  }

  /**
   * Whether {@code served} has the window that is to be served, and the serial was raised for it.
   */
  static boolean isTurnedOver(SigningWindow window, SignedZone served, ZoneState state) {
    return !served.plan().signs()
        || (served.plan().window().equals(window)
            && state.windowInception().equals(window.inception()));
  }
}
