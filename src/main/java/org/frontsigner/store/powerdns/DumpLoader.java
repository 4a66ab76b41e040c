package org.frontsigner.store.powerdns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the rows of an SQL dump into tables of a database of our own. For one use. */
final class DumpLoader {
  /** The most rows of all tables together that are taken. */
  static final long ROWS_MAX = 100_000_000L;

  private static final int BATCH_ROWS = 1_000;

  private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put("domains", List.of("id", "name", "master", "type"));
    TABLES.put(
        "records",
        List.of("id", "domain_id", "name", "type", "content", "ttl", "prio", "disabled"));
    TABLES.put("domainmetadata", List.of("id", "domain_id", "kind", "content"));
    TABLES.put("cryptokeys", List.of("id", "domain_id", "flags", "active", "published", "content"));
    TABLES.put("tsigkeys", List.of("id", "name", "algorithm", "secret"));
  }

  private static final Set<String> NUMBERS = Set.of("id", "domain_id", "ttl", "prio", "flags");

  private final Connection connection;
  private final Map<String, PreparedStatement> inserts = new HashMap<>();
  private final long rowsMax;
  private long rows;

  DumpLoader(Connection connection, long rowsMax) {
    this.connection = connection;
    this.rowsMax = rowsMax;
  }

  /**
   * Reads all of a dump.
   *
   * @throws DumpError when it is none, or has no domains in it
   */
  void load(InputStream source) throws IOException, SQLException, DumpError {
    makeTables();
    try (Reader reader =
        new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8), 1 << 16)) {
      new DumpReader(reader, TABLES.keySet(), this::row).read();
      for (PreparedStatement insert : inserts.values()) {
        insert.executeBatch();
      }
    } finally {
      for (PreparedStatement insert : inserts.values()) {
        insert.close();
      }
    }
    connection.commit();
  }

  private void makeTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
        statement.executeUpdate(
            "CREATE TABLE %s (%s)"
                .formatted(
                    table.getKey(),
                    String.join(", ", table.getValue().stream().map(DumpLoader::typed).toList())));
      }
      statement.executeUpdate("CREATE INDEX records_of ON records (domain_id)");
    }
    for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
      String places = String.join(", ", table.getValue().stream().map(column -> "?").toList());
      inserts.put(
          table.getKey(),
          connection.prepareStatement(
              "INSERT INTO " + table.getKey() + " VALUES (" + places + ")"));
    }
  }

  private static String typed(String column) {
    return NUMBERS.contains(column) ? column + " INTEGER" : column + " TEXT";
  }

  private void row(String table, Map<String, String> values) throws DumpError {
    if (++rows > rowsMax) {
      throw new DumpError(0, "it has more than the " + rowsMax + " rows that are allowed");
    }
    try {
      PreparedStatement insert = inserts.get(table);
      int place = 1;
      for (String column : TABLES.get(table)) {
        insert.setString(place++, values.getOrDefault(column, absent(column)));
      }
      insert.addBatch();
      if (rows % BATCH_ROWS == 0) {
        insert.executeBatch();
      }
    } catch (SQLException e) {
      throw new DumpError(0, "its rows can't be kept for reading: " + e.getMessage());
    }
  }

  /** Columns that older schemas lack. */
  private static String absent(String column) {
    return switch (column) {
      case "published" -> "1";
      case "disabled" -> "0";
      default -> null;
    };
  }
}
