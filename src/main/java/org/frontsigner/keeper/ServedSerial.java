package org.frontsigner.keeper;

import java.time.Instant;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Zone;

/** Which serial the next value of a zone is served with. */
final class ServedSerial {
  /** How far back the ledger is looked through for the highest serial of a signed zone. */
  private static final int LEDGER_ENTRIES_MAX = 1000;

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
    return kind.next(zone.serial(), beginsToRise ? highestSigned(stored, store) : last, now);
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
