package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Zone;

/** Which serial the next value of a zone is served with. */
final class ServedSerial {
  /** How far back the ledger is looked through for the highest serial of a signed zone. */
  private static final int LEDGER_ENTRIES_MAX = 1000;

  /** A greater step is a leap, of which only a few come near half the circle of serials. */
  private static final long STEP_MAX = 1 << 24;

  /** No secondary keeps a zone for longer that it can't refresh, as SOA expires are in practice. */
  private static final Duration LATE = Duration.ofDays(60);

  private ServedSerial() {}

  /**
   * The serial after the one of {@code stored}.
   *
   * @param before the kind by which {@code stored} is served
   * @param kind the kind from now on
   * @param zone the data from now on
   */
  static long next(
      StoredZone stored,
      SerialPolicy before,
      SerialPolicy kind,
      Zone zone,
      ZoneStore store,
      Instant now) {
    long last = stored.state().servedSerial();
    boolean everServed = stored.state().hasData() || last != 0;
    if (!everServed) {
      return kind.first(zone.serial(), now);
    }
    boolean beginsToRise = kind != SerialPolicy.NONE && before == SerialPolicy.NONE;
    long from = beginsToRise ? highestSigned(stored, store) : last;
    long next = kind.next(zone.serial(), from, now);
    boolean leaps = kind != SerialPolicy.NONE && Serial.distance(from, next) > STEP_MAX;
    return leaps && !isAfterAllOfLate(next, stored, store, now) ? Serial.add(from, 1) : next;
  }

  /**
   * Whether a secondary that missed what was served of late would take the serial for newer than
   * the one it has. Two leaps, each of less than half the circle of RFC 1982, may together be more
   * than half, and such a secondary would keep what it has until its signatures expire.
   */
  private static boolean isAfterAllOfLate(
      long serial, StoredZone stored, ZoneStore store, Instant now) {
    Instant late = now.minus(LATE);
    return store.ledger(stored.name(), LEDGER_ENTRIES_MAX).stream()
        .filter(entry -> entry.when().isAfter(late))
        .allMatch(entry -> Serial.isAfter(serial, entry.servedSerial()));
  }

  /**
   * The highest serial that secondaries may have of the signed zone: it may have been signed before
   * and then have been served with lower serials of the primary, which secondaries ignored.
   */
  static long highestSigned(StoredZone stored, ZoneStore store) {
    long highest = stored.state().servedSerial();
    for (LedgerEntry entry : store.ledger(stored.name(), LEDGER_ENTRIES_MAX)) {
      if (!entry.keyTags().isEmpty() && Serial.isAfter(entry.servedSerial(), highest)) {
        highest = entry.servedSerial();
      }
    }
    return highest;
  }
}
