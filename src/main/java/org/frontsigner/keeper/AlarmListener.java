package org.frontsigner.keeper;

import java.time.Instant;

/** Is told of alarms, each once when it is raised and once when it is over. Returns at once. */
public interface AlarmListener {
  void raised(Alarm alarm);

  /** {@code alarm} is over since {@code end}. */
  void cleared(Alarm alarm, Instant end);
}
