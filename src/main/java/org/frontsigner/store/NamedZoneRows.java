package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * The tables named_zone and named_key_id: what is known of zones of a named.conf. Thread-safe;
 * changes are durable when they return. Every method may throw {@link
 * org.frontsigner.keeper.StoreFailed}.
 */
public final class NamedZoneRows {
  /** Of a zone with more files than this says, nothing is kept: they are read again. */
  private static final int STAMPS_MAX = 65_535;

  private final Database database;

  NamedZoneRows(Database database) {
    this.database = database;
  }

  /**
   * What is known of a zone. Immutable.
   *
   * @param stamps its files as they were when they were taken; empty: not known
   * @param loaded when they were
   * @param keysInFile whether it was last signed with keys of a key file
   */
  public record Row(String stamps, Optional<Instant> loaded, boolean keysInFile) {}

  public Map<DomainName, Row> all() {
    return database.read(
        "reading the zones of named.conf",
        sql -> {
          Map<DomainName, Row> all = new HashMap<>();
          sql.list(
              "SELECT zone, stamps, loaded, keys_in_file FROM named_zone",
              row -> all.put(DomainName.parse(row.getString(1)).lowerCase(), row(row)));
          return all;
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        Optional.ofNullable(row.getString(2)).orElse(""),
        Optional.ofNullable(row.getString(3)).map(Instant::parse),
        row.getBoolean(4));
  }

  /** The zone's data is that of these files. */
  public void putLoaded(DomainName zone, String stamps, Instant when) {
    String kept = stamps.length() > STAMPS_MAX ? "" : stamps;
    put(zone, "stamps = ?, loaded = ?", kept, when.toString());
  }

  /** Whether the zone is signed with keys of a key file. */
  public void putKeysInFile(DomainName zone, boolean keysInFile) {
    put(zone, "keys_in_file = ?", keysInFile);
  }

  private void put(DomainName zone, String columns, Object... values) {
    String name = SqlText.name(zone);
    Object[] all = new Object[values.length + 1];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = name;
    database.write(
        "zone " + zone.toText() + ": keeping what is known of its named.conf",
        sql -> {
          String change = "UPDATE named_zone SET " + columns + " WHERE zone = ?";
          if (sql.update(change, all) == 0) {
            sql.update("INSERT INTO named_zone (zone) VALUES (?)", name);
            sql.update(change, all);
          }
          return null;
        });
  }

  /** The greatest id that {@link #putGreatestKeyId} was given; 0 when it never was. */
  public long greatestKeyId() {
    return database.read(
        "reading the greatest key id",
        sql -> sql.first("SELECT greatest FROM named_key_id", row -> row.getLong(1)).orElse(0L));
  }

  public void putGreatestKeyId(long id) {
    database.write(
        "keeping the greatest key id",
        sql -> {
          if (sql.update("UPDATE named_key_id SET greatest = ?", id) == 0) {
            sql.update("INSERT INTO named_key_id (greatest) VALUES (?)", id);
          }
          return null;
        });
  }
}
