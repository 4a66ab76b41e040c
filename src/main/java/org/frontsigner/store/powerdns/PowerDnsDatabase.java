package org.frontsigner.store.powerdns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;

/**
 * A database of PowerDNS with zones, keys and settings: the SQLite file of its gsqlite3 backend, or
 * an SQL dump of any of its backends. One state of it is read, whatever others write meanwhile. Not
 * thread-safe. Every method may throw {@link PowerDnsUnreadable}.
 */
public final class PowerDnsDatabase implements AutoCloseable {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private static final int BUSY_MILLISECONDS = 10_000;

  private final Path file;
  private final boolean isDump;
  private final Connection connection;

  private PowerDnsDatabase(Path file, boolean isDump, Connection connection) {
    this.file = file;
    this.isDump = isDump;
    this.connection = connection;
  }

  /**
   * Opens a SQLite file, or reads a dump. Neither is changed.
   *
   * @throws PowerDnsUnreadable when it is neither, or has not the tables of PowerDNS
   */
  public static PowerDnsDatabase open(Path file) {
    return open(file, DumpLoader.ROWS_MAX);
  }

  static PowerDnsDatabase open(Path file, long dumpRowsMax) {
    try {
      boolean isDump = !isSqlite(file);
      PowerDnsDatabase database =
          new PowerDnsDatabase(file, isDump, isDump ? loaded(file, dumpRowsMax) : opened(file));
      database.requireTables();
      return database;
    } catch (NoSuchFileException e) {
      throw new PowerDnsUnreadable(file + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new PowerDnsUnreadable(file + ": permission denied", e);
    } catch (IOException | SQLException e) {
      throw new PowerDnsUnreadable(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isSqlite(Path file) throws IOException {
    try (InputStream source = Files.newInputStream(file)) {
      return Arrays.equals(source.readNBytes(SQLITE.length), SQLITE);
    }
  }

  private static Connection opened(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    connection.setAutoCommit(false);
    return connection;
  }

  /** A database without a name is one of a temporary file that nobody else sees. */
  private static Connection loaded(Path file, long rowsMax) throws SQLException, IOException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:");
    try (InputStream source = Files.newInputStream(file)) {
      connection.setAutoCommit(false);
      new DumpLoader(connection, rowsMax).load(source);
      return connection;
    } catch (DumpError e) {
      connection.close();
      String where = e.line() > 0 ? file + ":" + e.line() : file.toString();
      throw new PowerDnsUnreadable(where + ": " + e.getMessage(), e);
    } catch (SQLException | IOException e) {
      connection.close();
      throw e;
    }
  }

  private void requireTables() throws SQLException {
    if (columns("domains").isEmpty() || columns("records").isEmpty()) {
      String why =
          columns("domainmetadata").contains("domain")
              ? "it has keys and metadata alone, as a bind-dnssec-db"
              : "it has no tables 'domains' and 'records'";
      close();
      throw new PowerDnsUnreadable(file + " is no database of PowerDNS with zones: " + why);
    }
    boolean isEmptyDump =
        isDump && list("SELECT COUNT(*) FROM domains", row -> row.getLong(1)).get(0) == 0;
    if (isEmptyDump) {
      close();
      throw new PowerDnsUnreadable(
          file + " is neither a SQLite file nor an SQL dump with rows of the table domains");
    }
  }

  private Set<String> columns(String table) throws SQLException {
    return new HashSet<>(
        list(
            "SELECT name FROM pragma_table_info('" + table + "')",
            row -> row.getString(1).toLowerCase(Locale.ROOT)));
  }

  /** All zones in the order of their names. */
  public List<PowerDnsZone> zones() {
    return reading(
        () ->
            list(
                "SELECT id, name, type, master FROM domains ORDER BY name, id",
                row ->
                    new PowerDnsZone(
                        row.getLong(1),
                        text(row, 2),
                        text(row, 3).toUpperCase(Locale.ROOT),
                        addresses(text(row, 4)))));
  }

  private static List<String> addresses(String primaries) {
    return Arrays.stream(primaries.split("[\\s,;]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** The rows that are served, in the order in which they were written. */
  public void records(PowerDnsZone zone, Consumer<PowerDnsRecord> sink) {
    reading(
        () -> {
          String query =
              "SELECT id, name, type, content, ttl, prio FROM records WHERE "
                  + served()
                  + " ORDER BY CAST(id AS INTEGER)";
          try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, zone.id());
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                sink.accept(record(rows));
              }
            }
          }
          return null;
        });
  }

  private static PowerDnsRecord record(ResultSet row) throws SQLException {
    long ttl = row.getLong(5);
    boolean hasTtl = !row.wasNull();
    return new PowerDnsRecord(
        row.getLong(1),
        text(row, 2),
        text(row, 3).toUpperCase(Locale.ROOT),
        text(row, 4),
        hasTtl ? ttl : PowerDnsRecord.TTL_SECONDS_USUAL,
        row.getInt(6));
  }

  private String served() throws SQLException {
    return "domain_id = ? AND type IS NOT NULL AND type <> ''"
        + (columns("records").contains("disabled") ? " AND NOT " + truth("disabled") : "");
  }

  /** A truth as any of the backends writes it. */
  private static String truth(String column) {
    return "(LOWER(CAST(COALESCE(" + column + ", 0) AS TEXT)) IN ('1', 't', 'true', 'y', 'yes'))";
  }

  /** How many rows of a zone are switched off. */
  public long disabledCount(PowerDnsZone zone) {
    return reading(
        () ->
            columns("records").contains("disabled")
                ? list(
                        "SELECT COUNT(*) FROM records WHERE domain_id = ? AND type IS NOT NULL AND "
                            + truth("disabled"),
                        row -> row.getLong(1),
                        zone.id())
                    .get(0)
                : 0L);
  }

  /** The keys of a zone, in the order of their ids. */
  public List<PowerDnsKey> keys(PowerDnsZone zone) {
    return reading(
        () -> {
          Set<String> columns = columns("cryptokeys");
          if (columns.isEmpty()) {
            return List.of();
          }
          String published = columns.contains("published") ? truth("published") : "1";
          return list(
              "SELECT id, flags, %s, %s, content FROM cryptokeys WHERE domain_id = ?"
                      .formatted(truth("active"), published)
                  + " ORDER BY CAST(id AS INTEGER)",
              row ->
                  new PowerDnsKey(
                      row.getLong(1),
                      row.getInt(2),
                      row.getInt(3) != 0,
                      row.getInt(4) != 0,
                      text(row, 5)),
              zone.id());
        });
  }

  /** The settings of a zone by kind in capitals, in the order in which they were written. */
  public Map<String, List<String>> metadata(PowerDnsZone zone) {
    Map<String, List<String>> byKind = new LinkedHashMap<>();
    reading(
            () ->
                columns("domainmetadata").isEmpty()
                    ? List.<String[]>of()
                    : list(
                        "SELECT kind, content FROM domainmetadata WHERE domain_id = ?"
                            + " ORDER BY CAST(id AS INTEGER)",
                        row -> new String[] {text(row, 1), text(row, 2)},
                        zone.id()))
        .forEach(
            row ->
                byKind
                    .computeIfAbsent(row[0].toUpperCase(Locale.ROOT), kind -> new ArrayList<>())
                    .add(row[1]));
    return byKind;
  }

  /** All TSIG keys, in the order of their names. */
  public List<PowerDnsTsigKey> tsigKeys() {
    return reading(
        () ->
            columns("tsigkeys").isEmpty()
                ? List.of()
                : list(
                    "SELECT name, algorithm, secret FROM tsigkeys ORDER BY name, id",
                    row -> new PowerDnsTsigKey(text(row, 1), text(row, 2), text(row, 3))));
  }

  private interface Reading<T> {
    T read() throws SQLException;
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw new PowerDnsUnreadable(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private <T> List<T> list(String query, RowReader<T> reader, long... values) throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
    }
    return all;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new PowerDnsUnreadable(file + " can't be closed: " + e.getMessage(), e);
    }
  }
}
