package org.frontsigner.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.frontsigner.keeper.StoreFailed;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: opened, brought to this version's tables, and asked in transactions. An embedded
 * one that broke while it was open, as on a full disk, is opened again. Thread-safe.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int CONNECTIONS_MAX = 8;
  private static final long CONNECTION_WAIT_MILLIS = 60_000;

  private final DatabaseUrl url;
  private final String user;
  private final String password;
  private final Consumer<StoreFailed> damageListener;
  private final AtomicBoolean damaged = new AtomicBoolean();
  private HikariDataSource pool;
  private Optional<H2File> h2File = Optional.empty();
  private boolean closed;

  private Database(
      DatabaseUrl url, String user, String password, Consumer<StoreFailed> damageListener) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.damageListener = damageListener;
  }

  /**
   * Opens the database.
   *
   * @param damageListener told once, when damage is found in the open database
   * @throws StoreFailed when it can't be opened; {@link DatabaseFailure#isDamage} tells whether it
   *     is damaged
   */
  static Database open(
      DatabaseUrl url, String user, String password, Consumer<StoreFailed> damageListener) {
    Database database = new Database(url, user, password, damageListener);
    database.connect();
    try {
      database.migrate();
      return database;
    } catch (FlywayException e) {
      database.abandon();
      throw DatabaseFailure.of("making its tables", url, e);
    }
  }

  private synchronized void connect() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(url.jdbc());
    config.setUsername(user);
    config.setPassword(password);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
    if (url.file().isPresent()) {
      config.setMaxLifetime(0);
      config.setInitializationFailTimeout(1);
    }
    try {
      pool = new HikariDataSource(config);
      h2File = url.file().isPresent() ? Optional.of(careFor(pool)) : Optional.empty();
    } catch (HikariPool.PoolInitializationException | SQLException e) {
      throw DatabaseFailure.of("opening it", url, e);
    }
  }

  private H2File careFor(HikariDataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return new H2File(connection, url.file().orElseThrow());
    }
  }

  private void migrate() {
    Flyway.configure()
        .dataSource(pool())
        .locations("classpath:db/migration")
        .placeholders(Map.of("next-key-id", url.dialect().nextKeyId()))
        .load()
        .migrate();
  }

  DatabaseUrl url() {
    return url;
  }

  Dialect dialect() {
    return url.dialect();
  }

  private synchronized HikariDataSource pool() {
    return pool;
  }

  /** Does the work in a transaction that sees one state of the database and changes nothing. */
  <T> T read(String what, Sql.Work<T> work) {
    return transaction(
        what,
        connection -> {
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          T result = work.run(new Sql(connection));
          connection.rollback();
          return result;
        });
  }

  /** Does the work in a transaction; what it changed is durable when this returns. */
  <T> T write(String what, Sql.Work<T> work) {
    return transaction(
        what,
        connection -> {
          T result = work.run(new Sql(connection));
          connection.commit();
          return result;
        });
  }

  private interface Transaction<T> {
    T run(Connection connection) throws SQLException;
  }

  /** A connection that goes back to the pool in the middle of a transaction is rolled back. */
  private <T> T transaction(String what, Transaction<T> transaction) {
    HikariDataSource source = pool();
    try (Connection connection = source.getConnection()) {
      return transaction.run(connection);
    } catch (SQLException | MVStoreException e) {
      StoreFailed failed = DatabaseFailure.of(what, url, e);
      reopenIfBroken(source);
      if (DatabaseFailure.isDamage(failed) && damaged.compareAndSet(false, true)) {
        damageListener.accept(failed);
      }
      throw failed;
    }
  }

  private synchronized void reopenIfBroken(HikariDataSource failed) {
    if (closed || failed != pool || h2File.filter(H2File::isBroken).isEmpty()) {
      return;
    }
    LOG.error("the database {} broke off and is opened again", url.shown());
    abandon();
    try {
      connect();
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }

  /** Lets go of the database without writing to it. */
  synchronized void abandon() {
    h2File.ifPresent(H2File::abandon);
    pool.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    h2File.ifPresent(file -> file.shutDown(pool));
    pool.close();
  }
}
