package org.frontsigner.store;

import java.sql.SQLException;
import java.util.List;

/** Rows of zones that were deleted; the table removed_domain says of which. */
final class Leftovers {
  private static final int DIFFERENCE_ROWS = 100;

  private final Database database;
  private final BackgroundWork background;

  Leftovers(Database database, BackgroundWork background) {
    this.database = database;
    this.background = background;
  }

  /** Has what all deleted zones have left removed. */
  void removeAll() {
    database
        .read("looking for what deleted zones have left", Leftovers::zones)
        .forEach(this::removeLater);
  }

  /** Has the rows of a deleted zone removed in the background, a slice in each transaction. */
  void removeLater(int zoneId) {
    background.put(
        new BackgroundWork.Task(BackgroundWork.Kind.REMOVE, zoneId),
        () -> {
          boolean more = true;
          while (more && !background.isStopping()) {
            more =
                database.write(
                    "removing what a deleted zone has left", sql -> removeSome(sql, zoneId));
          }
        });
  }

  private static List<Integer> zones(Sql sql) throws SQLException {
    return sql.list("SELECT domain_id FROM removed_domain", row -> row.getInt(1));
  }

  /** Deletes some rows of a zone; false when there are no more. */
  private static boolean removeSome(Sql sql, int zoneId) throws SQLException {
    if (ChunkRows.deleteSome(sql, zoneId, 0, Long.MAX_VALUE)
        || RecordRows.deleteSome(sql, zoneId)
        || removeDifferences(sql, zoneId)
        || ServedDifferences.deleteAll(sql, zoneId)) {
      return true;
    }
    sql.update("DELETE FROM removed_domain WHERE domain_id = ?", zoneId);
    return false;
  }

  private static boolean removeDifferences(Sql sql, int zoneId) throws SQLException {
    return sql.update(
            "DELETE FROM zone_difference WHERE domain_id = ? AND number IN (SELECT number FROM"
                + " zone_difference WHERE domain_id = ? ORDER BY number LIMIT ?)",
            zoneId,
            zoneId,
            DIFFERENCE_ROWS)
        > 0;
  }
}
