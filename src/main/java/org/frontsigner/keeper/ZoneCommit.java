package org.frontsigner.keeper;

import java.util.Optional;

/** One change of a zone, to be made durable whole or not at all. Immutable. */
public record ZoneCommit(
    StoredZone before, StoredZone after, DataChange data, Optional<LedgerEntry> ledger) {}
