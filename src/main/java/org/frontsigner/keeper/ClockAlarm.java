package org.frontsigner.keeper;

import java.time.Duration;

/** Remembers by how much the time of day jumped, while that is news. Thread-safe. */
final class ClockAlarm {
  private static final AlarmId ID = AlarmId.of(AlarmKind.CLOCK_JUMPED, "clock");
  private static final Duration NEWS = Duration.ofHours(1);
  private static final Duration AGREES = Duration.ofSeconds(2);

  private final Alarms alarms;
  private Duration off = Duration.ZERO;

  ClockAlarm(Alarms alarms) {
    this.alarms = alarms;
  }

  /** A clock that jumps back to where it was agrees again, and nobody has to act. */
  synchronized void jumped(Duration jump) {
    off = alarms.isUp(ID) ? off.plus(jump) : jump;
    if (off.abs().compareTo(AGREES) < 0) {
      alarms.clear(ID);
      return;
    }
    alarms.raise(
        ID,
        "the time of day jumped by %.1f seconds: signatures, TSIG and expiry depend on it; see to the NTP client of this machine"
            .formatted(off.toMillis() / 1000.0),
        NEWS);
  }
}
