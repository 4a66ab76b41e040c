package org.frontsigner.http.alarm;

import java.time.Instant;
import java.util.Optional;
import org.frontsigner.keeper.Alarm;

/**
 * What is to be told of an alarm. Immutable.
 *
 * @param end when it was over; empty while it is up
 */
record Notice(Alarm alarm, Optional<Instant> end) {
  boolean isResolved() {
    return end.isPresent();
  }
}
