package org.frontsigner.keeper;

import java.util.Optional;
import org.frontsigner.signing.FormerKeys;

/**
 * One change of a zone, to be made durable whole or not at all. Immutable.
 *
 * @param formerKeys the keys that the zone is served with no longer, where it shows others
 */
public record ZoneCommit(
    StoredZone before,
    StoredZone after,
    DataChange data,
    Optional<LedgerEntry> ledger,
    Optional<FormerKeys> formerKeys) {
  /** A change that leaves the keys as they are. */
  public ZoneCommit(
      StoredZone before, StoredZone after, DataChange data, Optional<LedgerEntry> ledger) {
    this(before, after, data, ledger, Optional.empty());
  }
}
