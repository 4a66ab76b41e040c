package org.frontsigner.store;

import java.sql.SQLException;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;

/** Finds out whether a commit is stored whose connection was lost on the way. Thread-safe. */
record Settlement(Database database, ZoneRows rows) {
  /**
   * Whether the commit is stored.
   *
   * @throws StoreFailed while that can't be told
   */
  boolean isStored(ZoneCommit commit) {
    return database.readSettled(
        "zone " + commit.after().name().toText() + ": finding out whether its change is stored",
        sql -> isStored(sql, commit));
  }

  /** Every commit of data changes the state; one of settings may change them alone. */
  private boolean isStored(Sql sql, ZoneCommit commit) throws SQLException {
    return rows.read(sql).usable().stream()
        .filter(zone -> zone.id() == commit.after().id())
        .anyMatch(zone -> isAfter(zone, commit));
  }

  private static boolean isAfter(StoredZone zone, ZoneCommit commit) {
    StoredZone after = commit.after();
    boolean changesState = !commit.before().state().equals(after.state());
    return zone.state().equals(after.state())
        && (changesState || zone.settings().equals(after.settings()));
  }
}
