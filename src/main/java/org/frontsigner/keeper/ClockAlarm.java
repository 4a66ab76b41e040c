package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises and clears the alarms about clocks. Thread-safe. */
class ClockAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(ClockAlarm.class);

  private static final AlarmId JUMPED = AlarmId.of(AlarmKind.CLOCK_JUMPED, "clock");
  private static final Duration NEWS = Duration.ofHours(1);
  private static final Duration AGREES = Duration.ofSeconds(2);

  private final Alarms alarms;
  private Duration off = Duration.ZERO;

  ClockAlarm(Alarms alarms) {
    this.alarms = alarms;
  }

  /** A clock that jumps back to where it was agrees again, and nobody has to act. */
  synchronized void jumped(Duration jump) {
    off = alarms.isUp(JUMPED) ? off.plus(jump) : jump;
    if (off.abs().compareTo(AGREES) < 0) {
      alarms.clear(JUMPED);
      return;
    }
    alarms.raise(
        JUMPED,
        "the time of day jumped by %.1f seconds: signatures, TSIG and expiry depend on it; see to the NTP client of this machine"
            .formatted(off.toMillis() / 1000.0),
        NEWS);
  }

  /** The time of day is so far from what has passed since it was last relied on. */
  void deviates(Instant wall, Duration deviation) {
    alarms.raise(
        trust(),
        "the clock says %s, %s from what has passed by the monotonic clock: compare it with others"
            .formatted(wall.truncatedTo(ChronoUnit.SECONDS), shown(deviation)));
  }

  /** What is signed goes by the monotonic estimate from now on. */
  void isHeld(Instant estimate) {
    alarms.raise(
        trust(),
        "signatures of the time that the clock says would not be valid if it is wrong: all goes on as if it were %s. Set the clock right; or if it is right, restart, unless a TSIG peer has confirmed it before"
            .formatted(estimate.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** The clock is relied on again. */
  void isTrusted(Instant wall, String why) {
    alarms.clear(trust());
    LOG.info("the clock is relied on again at {}: {}", wall.truncatedTo(ChronoUnit.SECONDS), why);
  }

  private static AlarmId trust() {
    return AlarmId.of(AlarmKind.CLOCK_DEVIATES, "clock");
  }

  /** The clock of a peer, or ours, is wrong. */
  void disagrees(InetSocketAddress peer, Duration ahead) {
    alarms.raise(
        with(peer),
        "our clock is %s ahead of that of %s, by its TSIG: compare both with others"
            .formatted(shown(ahead), Endpoint.print(peer)));
  }

  /** The clocks are near each other again. */
  void agrees(InetSocketAddress peer) {
    alarms.clear(with(peer));
  }

  private static AlarmId with(InetSocketAddress peer) {
    return AlarmId.of(AlarmKind.CLOCK_DEVIATES, "peer " + Endpoint.print(peer));
  }

  private static Duration shown(Duration time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
