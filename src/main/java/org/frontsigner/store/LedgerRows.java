package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.wire.DomainName;

/** The table serial_ledger. */
final class LedgerRows {
  private static final String COLUMNS =
      "entered, cause, primary_serial, served_serial, window_inception, key_tags, serial_kind,"
          + " reason";

  private LedgerRows() {}

  static void add(Sql sql, DomainName zone, LedgerEntry entry) throws SQLException {
    sql.update(
        "INSERT INTO serial_ledger (zone, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        SqlText.name(zone),
        entry.when().toString(),
        entry.cause().name(),
        entry.primarySerial(),
        entry.servedSerial(),
        entry.windowInception().toString(),
        entry.keyTags(),
        entry.serialKind(),
        entry.reason());
  }

  /** The newest entries of a zone, newest first. */
  static List<LedgerEntry> newest(Sql sql, DomainName zone, int entriesMax) throws SQLException {
    return sql.list(
        "SELECT " + COLUMNS + " FROM serial_ledger WHERE zone = ? ORDER BY id DESC LIMIT ?",
        LedgerRows::entry,
        SqlText.name(zone),
        entriesMax);
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        Instant.parse(row.getString("entered")),
        LedgerEntry.Cause.valueOf(row.getString("cause")),
        row.getLong("primary_serial"),
        row.getLong("served_serial"),
        Instant.parse(row.getString("window_inception")),
        row.getString("key_tags"),
        row.getString("serial_kind"),
        row.getString("reason"));
  }

  /** The serial that a zone of this name was last served with. */
  static OptionalLong lastServed(Sql sql, DomainName zone) throws SQLException {
    return newest(sql, zone, 1).stream().mapToLong(LedgerEntry::servedSerial).findFirst();
  }
}
