package org.frontsigner.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Statements on one connection, in its transaction. Not thread-safe. */
final class Sql {
  /** Rows that are sent at once. */
  static final int BATCH_ROWS = 1_000;

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** What is made of a row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  /** Changes rows; returns how many. */
  int update(String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      set(prepared, values);
      return prepared.executeUpdate();
    }
  }

  /** Inserts a row; returns the id that it got. */
  long insert(String statement, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement, new String[] {"id"})) {
      set(prepared, values);
      prepared.executeUpdate();
      try (ResultSet keys = prepared.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** Runs the statement once for each row of values. */
  void batch(String statement, Iterable<Object[]> rows) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      int waiting = 0;
      for (Object[] row : rows) {
        set(prepared, row);
        prepared.addBatch();
        if (++waiting == BATCH_ROWS) {
          prepared.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        prepared.executeBatch();
      }
    }
  }

  <T> List<T> list(String query, RowReader<T> reader, Object... values) throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement prepared = connection.prepareStatement(query)) {
      set(prepared, values);
      try (ResultSet rows = prepared.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
    }
    return all;
  }

  /** Gives one row after the other, without holding them all. */
  <T> void forEach(String query, RowReader<T> reader, Consumer<T> sink, Object... values)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(query)) {
      prepared.setFetchSize(BATCH_ROWS);
      set(prepared, values);
      try (ResultSet rows = prepared.executeQuery()) {
        while (rows.next()) {
          sink.accept(reader.read(rows));
        }
      }
    }
  }

  /** What is made of the first row; empty when there is none. */
  <T> Optional<T> first(String query, RowReader<T> reader, Object... values) throws SQLException {
    return list(query, reader, values).stream().findFirst();
  }

  private static void set(PreparedStatement prepared, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
  }
}
