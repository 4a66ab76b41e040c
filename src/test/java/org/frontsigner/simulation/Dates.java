package org.frontsigner.simulation;

import java.time.Instant;
import java.util.List;

/** When simulations begin: shortly before days on which something ends, wraps or leaps. */
final class Dates {
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-11-24T04:05:06Z"),
          // A second before and after a Thursday begins.
          Instant.parse("2027-03-03T23:59:59Z"),
          Instant.parse("2027-03-04T00:00:01Z"),
          // 31 bits of seconds end on 2038-01-19, 32 bits on 2106-02-07.
          Instant.parse("2037-12-30T12:00:00Z"),
          Instant.parse("2106-01-18T06:00:00Z"),
          // Leap days, also those that there is none.
          Instant.parse("2028-02-10T00:00:00Z"),
          Instant.parse("2100-02-10T00:00:00Z"),
          // Years that have 53 weeks, and that begin within a week.
          Instant.parse("2026-12-20T22:00:00Z"),
          Instant.parse("2032-12-16T00:00:00Z"));

  private Dates() {}

  static Instant startOf(long seed) {
    return STARTS.get(Math.floorMod(seed, STARTS.size()));
  }
}
