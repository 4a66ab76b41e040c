package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a clock can't be relied on, and once that it can. Thread-safe. */
class ClockAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(ClockAlarm.class);

  /** The time of day is so far from what has passed since it was last relied on. */
  void deviates(Instant wall, Duration deviation) {
    LOG.error(
        "the clock says {}, {} from what has passed by the monotonic clock: compare it with others",
        wall.truncatedTo(ChronoUnit.SECONDS),
        shown(deviation));
  }

  /** What is signed goes by the monotonic estimate from now on. */
  void isHeld(Instant estimate) {
    LOG.error(
        "signatures of the time that the clock says would not be valid if it is wrong: all goes on"
            + " as if it were {}. Set the clock right; or if it is right, restart, unless a TSIG"
            + " peer has confirmed it before",
        estimate.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The clock is relied on again. */
  void isTrusted(Instant wall, String why) {
    LOG.info("the clock is relied on again at {}: {}", wall.truncatedTo(ChronoUnit.SECONDS), why);
  }

  /** The clock of a peer, or ours, is wrong. */
  void disagrees(InetSocketAddress peer, Duration ahead) {
    LOG.error(
        "our clock is {} ahead of that of {}, by its TSIG: compare both with others",
        shown(ahead),
        Endpoint.print(peer));
  }

  /** The clocks are near each other again. */
  void agrees(InetSocketAddress peer) {
    LOG.info("our clock agrees with that of {} again", Endpoint.print(peer));
  }

  private static Duration shown(Duration time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
