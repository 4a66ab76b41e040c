package org.frontsigner.keeper;

import org.frontsigner.answer.TransferHistory;
import org.frontsigner.signing.SignedZone;

/**
 * How a zone came to be what it is served as, for increments to secondaries. A step counts only
 * from a value whose signatures nobody has otherwise: who is to remove a record must have it. For
 * the zone's writer alone.
 */
final class ServedHistory {
  private final Surroundings around;
  private TransferHistory history = TransferHistory.NONE;
  private SignedZone last;
  private boolean begun;

  /** Whether every signature that was handed out with the last serial is that of the last value. */
  private boolean exact;

  ServedHistory(Surroundings around) {
    this.around = around;
  }

  /** The history up to this value, which is served from now on; null: none is. */
  TransferHistory upTo(StoredZone stored, SignedZone zone) {
    if (zone != null && zone != last) {
      goOn(stored, zone);
    }
    begun = true;
    return history;
  }

  private void goOn(StoredZone stored, SignedZone zone) {
    boolean repeats = zone.plan().repeats();
    if (!begun) {
      history = kept(stored, zone.soa().serial());
    }
    if (!begun || (last != null && isSameSerial(zone))) {
      // What was handed out before a start or a purge is signed otherwise, unless it can't be.
      exact = repeats;
    } else {
      history =
          last != null && exact && zone.tookOverAll() ? with(stored, zone) : TransferHistory.NONE;
      exact = repeats || zone.plan().keepsSignatures();
    }
    last = zone;
  }

  private boolean isSameSerial(SignedZone zone) {
    return last.soa().serial() == zone.soa().serial();
  }

  private TransferHistory kept(StoredZone stored, long serial) {
    return TransferHistory.kept(serial, () -> around.store().history().upTo(stored, serial));
  }

  private TransferHistory with(StoredZone stored, SignedZone zone) {
    HistorySettings settings = around.settings().history();
    TransferHistory.Step step = TransferHistory.Step.between(last, zone);
    Afterwards.run(
        zone.apex(),
        "making a difference",
        () -> around.signAhead().execute(() -> keep(stored, step, settings)));
    return history.with(step, settings.differencesMax(), settings.octetsMax());
  }

  private void keep(StoredZone stored, TransferHistory.Step step, HistorySettings settings) {
    step.difference()
        .ifPresent(difference -> around.store().history().add(stored, difference, settings));
  }
}
