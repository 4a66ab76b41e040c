package org.frontsigner.store.bind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The SQLite file of keys, settings and TSIG keys that PowerDNS' bind backend has; others may write
 * it too. It is opened for each use, so that one that is put in its place is used. Thread-safe;
 * what is changed is durable on return. Every method throws {@link StoreFailed} when the file can't
 * be used.
 */
public final class BindKeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(BindKeyFile.class);
  private static final int BUSY_MILLISECONDS = 10_000;

  private final Path file;

  public BindKeyFile(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Looks whether the file is there and has the tables, and warns of one that all can read. */
  public void check() {
    reading(
        connection -> {
          BindKeyRows rows = new BindKeyRows(connection);
          if (!rows.columns("cryptokeys").contains("domain")
              || !rows.columns("domainmetadata").contains("domain")) {
            throw new StoreFailed(
                file + " has no keys of PowerDNS' bind backend: make one with create-bind-db",
                null);
          }
          return null;
        });
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("{} has private keys, and everybody can read it: chmod 600 it", file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("{}: who can read it is not known: {}", file, e.getMessage());
    }
  }

  /** All that the file has. */
  KeyFileContents read() {
    return reading(connection -> new BindKeyRows(connection).read());
  }

  /** The greatest id of its keys; 0 when there is none. */
  long greatestId() {
    return reading(connection -> new BindKeyRows(connection).greatestId());
  }

  /** Makes of what a zone has what it is to have; what others changed besides stays. */
  void change(DomainName zone, KeptKeys before, KeptKeys after) {
    writing(connection -> new BindKeyChange(connection, zone).change(before, after));
  }

  void putTsigKey(TsigKey key) {
    writing(
        connection -> {
          deleteTsigKey(connection, key.name());
          run(
              connection,
              "INSERT INTO tsigkeys (name, algorithm, secret) VALUES (?, ?, ?)",
              BindKeyRows.text(key.name()),
              key.algorithm().text(),
              key.secretBase64());
        });
  }

  void deleteTsigKey(DomainName name) {
    writing(connection -> deleteTsigKey(connection, name));
  }

  private static void deleteTsigKey(Connection connection, DomainName name) throws SQLException {
    run(connection, "DELETE FROM tsigkeys WHERE name = ?", BindKeyRows.text(name));
  }

  static int run(Connection connection, String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return prepared.executeUpdate();
    }
  }

  private interface Reading<T> {
    T run(Connection connection) throws SQLException;
  }

  private interface Writing {
    void run(Connection connection) throws SQLException;
  }

  private <T> T reading(Reading<T> work) {
    try (Connection connection = open(true)) {
      connection.setAutoCommit(false);
      return work.run(connection);
    } catch (SQLException e) {
      throw failed("read", e);
    }
  }

  private void writing(Writing work) {
    try (Connection connection = open(false)) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    } catch (SQLException e) {
      throw failed("written", e);
    }
  }

  private Connection open(boolean readOnly) throws SQLException {
    if (!Files.isRegularFile(file)) {
      throw new StoreFailed(file + " is not there: make it with create-bind-db", null);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private StoreFailed failed(String what, SQLException cause) {
    return new StoreFailed(
        "the key file %s can't be %s: %s".formatted(file, what, cause.getMessage()), cause);
  }

  /** What is made of each row of a query. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(
      Connection connection, String query, RowReader<T> reader, Object... values)
      throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
    }
    return all;
  }

  static <T> Optional<T> first(
      Connection connection, String query, RowReader<T> reader, Object... values)
      throws SQLException {
    return list(connection, query, reader, values).stream().findFirst();
  }
}
