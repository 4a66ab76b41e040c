package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.wire.DomainName;

/** The table tsigkeys. */
final class TsigRows {
  private TsigRows() {}

  /** All keys in order of name. */
  static List<TsigKey> read(Sql sql) throws SQLException {
    return sql.list("SELECT name, algorithm, secret FROM tsigkeys", TsigRows::key).stream()
        .sorted(Comparator.comparing(key -> key.name().toText()))
        .toList();
  }

  /** Whether MD5 is enabled is asked where a key is used: a stored one is never lost over it. */
  private static TsigKey key(ResultSet row) throws SQLException {
    String name = row.getString("name");
    try {
      return TsigKey.parse(name, row.getString("algorithm"), row.getString("secret"), true);
    } catch (IllegalArgumentException e) {
      throw new StoreFailed(
          "TSIG key %s: its row in the table tsigkeys can't be used: %s"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  static void put(Sql sql, TsigKey key) throws SQLException {
    delete(sql, key.name());
    sql.update(
        "INSERT INTO tsigkeys (name, algorithm, secret) VALUES (?, ?, ?)",
        SqlText.name(key.name()),
        key.algorithm().text(),
        key.secretBase64());
  }

  static void delete(Sql sql, DomainName name) throws SQLException {
    sql.update("DELETE FROM tsigkeys WHERE name = ?", SqlText.name(name));
  }
}
