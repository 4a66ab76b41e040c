package org.frontsigner.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/** What is remembered of a zone, to see whether promises are kept. */
final class TrackedZone {
  private static final int SERIALS_KEPT_MAX = 2000;
  private static final int TIMES_KEPT_MAX = 300;

  /** What was served, and when it was seen last. */
  record Seen(long digest, long millis) {}

  /** When which serial began to be served. */
  record Began(long millis, long serial) {}

  final DomainName apex;
  final int number;
  final HiddenPrimary primary;

  /**
   * What was served with a serial and when last, as a number that two zones hardly share. Who
   * changes the kind of serial again and again may come around the circle of RFC 1982 in months.
   */
  final Map<Long, Seen> digests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Seen> eldest) {
          return size() > SERIALS_KEPT_MAX;
        }
      };

  private final Deque<Began> served = new ArrayDeque<>();

  /** Keys and settings as they were when the last verb was acknowledged; empty: not known. */
  Optional<String> acknowledged = Optional.empty();

  /** Since when all has been well on the way to the primary. */
  long primaryWellSince;

  long primaryChangedAt;
  boolean wasReset;

  /** When the operator last changed a key, and with which serial that was served. */
  long keysChangedAt;

  long keysSerial = -1;

  /** For each secondary, when the first change of keys was made that it does not serve; 0: none. */
  final long[] lacksKeysSince;

  /** Until then resolvers may hold what a late secondary served. */
  long lateUntil;

  boolean dsInFlight;

  TrackedZone(DomainName apex, int number, HiddenPrimary primary, int secondaries) {
    this.apex = apex;
    this.number = number;
    this.primary = primary;
    this.lacksKeysSince = new long[secondaries];
  }

  String name() {
    return apex.toText();
  }

  void began(long millis, long serial) {
    served.addLast(new Began(millis, serial));
    if (served.size() > TIMES_KEPT_MAX) {
      served.removeFirst();
    }
  }

  Optional<Long> lastSerial() {
    return Optional.ofNullable(served.peekLast()).map(Began::serial);
  }

  /** The serial that was served at a time; empty when none was. */
  Optional<Long> serialAt(long millis) {
    Began found = null;
    for (Began each : served) {
      if (each.millis() <= millis) {
        found = each;
      }
    }
    return Optional.ofNullable(found).map(Began::serial);
  }
}
