package org.frontsigner.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.StoreFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That one process alone writes to a PostgreSQL database: an advisory lock on a connection of its
 * own, and the number of its term in the table writer, which every transaction that writes compares
 * with its own. So a process that lost its lock with its connection, and does not know it yet,
 * writes nothing once another has taken the lock; where nobody has, it goes on. Thread-safe.
 */
final class WriterLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriterLock.class);

  /** "frontsig": locks of this number are ours, in whatever database. */
  private static final long NUMBER = 0x66726f6e74736967L;

  /** A process that was killed a moment ago may not have been missed yet. */
  private static final long PATIENCE_MILLIS = 5_000;

  private static final long AGAIN_MILLIS = 100;
  private static final long WATCH_SECONDS = 2;
  private static final int ANSWER_SECONDS_MAX = 5;

  private final DatabaseUrl url;
  private final Connector connector;
  private final Alarms alarms;
  private final Thread watch;
  private Connection connection;
  private volatile long term;
  private volatile boolean closed;

  /** Makes a connection that nobody else uses. */
  @FunctionalInterface
  interface Connector {
    Connection connect() throws SQLException;
  }

  private WriterLock(DatabaseUrl url, Connector connector, Alarms alarms) {
    this.url = url;
    this.connector = connector;
    this.alarms = alarms;
    this.watch = new Thread(this::watch, "database-lock");
    watch.setDaemon(true);
  }

  /**
   * Takes the lock.
   *
   * @throws StoreFailed when another process has it
   */
  static WriterLock take(DatabaseUrl url, Connector connector, Alarms alarms) {
    WriterLock lock = new WriterLock(url, connector, alarms);
    try {
      lock.connection = connector.connect();
      lock.connection.setAutoCommit(true);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
      while (!tryLock(lock.connection)) {
        if (System.nanoTime() - end > 0) {
          throw lock.inUse();
        }
        Thread.sleep(AGAIN_MILLIS);
      }
      return lock;
    } catch (SQLException e) {
      lock.close();
      throw DatabaseFailure.of("taking it for this process alone", url, e);
    } catch (InterruptedException e) {
      lock.close();
      Thread.currentThread().interrupt();
      throw new StoreFailed("waiting for the database " + url.shown() + " was interrupted", e);
    } catch (StoreFailed e) {
      lock.close();
      throw e;
    }
  }

  private static boolean tryLock(Connection connection) throws SQLException {
    return number(connection, "SELECT CASE WHEN pg_try_advisory_lock(%d) THEN 1 ELSE 0 END") == 1;
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query.formatted(NUMBER))) {
      row.next();
      return row.getLong(1);
    }
  }

  private StoreFailed inUse() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT COALESCE(host(client_addr) || ' port ' || client_port, 'this host')
                FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE locktype = 'advisory' AND granted AND classid = %d AND objid = %d AND objsubid = 1
                  AND pg_locks.database =
                  (SELECT oid FROM pg_database WHERE datname = current_database())
                """
                    .formatted(NUMBER >>> 32, NUMBER & 0xffff_ffffL))) {
      String holder = row.next() && row.getString(1) != null ? row.getString(1) : "elsewhere";
      return new StoreFailed(
          "the database %s is in use by another frontsigner, which is connected from %s: one alone may write to it; give the second a database of its own, or a hot standby of this one"
              .formatted(url.shown(), holder),
          null);
    }
  }

  /** Begins this process' term, once the tables are there. */
  void beginTerm() {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "UPDATE writer SET term = term + 1 WHERE id = 1 RETURNING term")) {
      row.next();
      term = row.getLong(1);
    } catch (SQLException e) {
      throw DatabaseFailure.of("beginning to write to it", url, e);
    }
    watch.start();
  }

  /**
   * To be called in each transaction that writes. Who takes the lock later waits for its end.
   *
   * @throws StoreFailed when another process writes to the database by now
   */
  void require(Connection writing) throws SQLException {
    require(writing, "SELECT term FROM writer WHERE id = 1 FOR SHARE");
  }

  /**
   * As {@link #require}, once all other transactions that called that are at their end; fails when
   * one does not end.
   */
  void requireAlone(Connection reading) throws SQLException {
    require(reading, "SELECT term FROM writer WHERE id = 1 FOR UPDATE");
  }

  private void require(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setQueryTimeout(query.endsWith("UPDATE") ? ANSWER_SECONDS_MAX : 0);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || row.getLong(1) != term) {
          throw new StoreFailed(
              "another frontsigner writes to the database %s since this one lost its connection; this one does not any more: stop one of them"
                  .formatted(url.shown()),
              null);
        }
      }
    }
  }

  private void watch() {
    boolean told = false;
    while (!closed) {
      try {
        TimeUnit.SECONDS.sleep(WATCH_SECONDS);
        told = look(told);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Whether the lock is lost, and that was told. */
  private synchronized boolean look(boolean told) {
    if (closed) {
      return told;
    }
    try {
      if (told || !connection.isValid(ANSWER_SECONDS_MAX)) {
        takeAgain();
      }
      return false;
    } catch (SQLException | StoreFailed e) {
      if (!told) {
        alarms.raise(
            id(),
            "it can't be reached or is another's (%s); zones are served from memory, and changes fail until it is back: see to its server"
                .formatted(e.getMessage()));
      }
      return true;
    }
  }

  private void takeAgain() throws SQLException {
    closeQuietly();
    connection = connector.connect();
    connection.setAutoCommit(true);
    if (!tryLock(connection)) {
      throw inUse();
    }
    if (number(connection, "SELECT term FROM writer WHERE id = 1") != term) {
      throw new SQLException("another frontsigner has written to it meanwhile; restart this one");
    }
    alarms.clear(id());
  }

  private AlarmId id() {
    return AlarmId.of(AlarmKind.STORE_FAILING, "database " + url.shown());
  }

  private void closeQuietly() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("a connection did not close: {}", e.getMessage());
    }
  }

  /** Lets go of the lock. */
  @Override
  public void close() {
    closed = true;
    watch.interrupt();
    synchronized (this) {
      closeQuietly();
    }
  }
}
