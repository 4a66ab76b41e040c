package org.frontsigner.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.frontsigner.keeper.Alarms;
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

  /** A server that is away is not waited for: zones are served from memory meanwhile. */
  private static final long SERVER_WAIT_MILLIS = 5_000;

  /** Of PostgreSQL's driver; seconds. One that hangs for a minute is gone. */
  private static final Map<String, String> SERVER_SETTINGS =
      Map.of(
          "ApplicationName", "frontsigner",
          "connectTimeout", "5",
          "loginTimeout", "5",
          "reWriteBatchedInserts", "true",
          "socketTimeout", "60",
          "tcpKeepAlive", "true");

  private final DatabaseUrl url;
  private final String user;
  private final String password;
  private final Consumer<StoreFailed> damageListener;
  private final Alarms alarms;
  private final AtomicBoolean damaged = new AtomicBoolean();
  private HikariDataSource pool;
  private Optional<H2File> h2File = Optional.empty();
  private Optional<WriterLock> lock = Optional.empty();
  private boolean standby;
  private boolean closed;

  private Database(
      DatabaseUrl url,
      String user,
      String password,
      Consumer<StoreFailed> damageListener,
      Alarms alarms) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.damageListener = damageListener;
    this.alarms = alarms;
  }

  /**
   * Opens the database.
   *
   * @param damageListener told once, when damage is found in the open database
   * @param alarms told when the connection that makes us the one writer is lost
   * @throws StoreFailed when it can't be opened; {@link DatabaseFailure#isDamage} tells whether it
   *     is damaged
   */
  static Database open(
      DatabaseUrl url,
      String user,
      String password,
      Consumer<StoreFailed> damageListener,
      Alarms alarms) {
    Database database = new Database(url, user, password, damageListener, alarms);
    database.connect();
    try {
      database.begin();
      return database;
    } catch (StoreFailed e) {
      database.abandon();
      throw e;
    } catch (FlywayException e) {
      database.abandon();
      throw DatabaseFailure.of("making its tables", url, e);
    }
  }

  /**
   * A standby is what its primary makes of it; any other database gets its tables, and a writer.
   */
  private void begin() {
    standby = url.isShared() && isInRecovery();
    if (standby) {
      requireTables();
      return;
    }
    if (url.isShared()) {
      lock = Optional.of(WriterLock.take(url, this::connectAlone, alarms));
    }
    flyway().migrate();
    lock.ifPresent(WriterLock::beginTerm);
  }

  /** Whether the server is a hot standby, which follows another and is only read. */
  boolean isInRecovery() {
    return read(
        "asking whether it is a standby",
        sql -> sql.first("SELECT pg_is_in_recovery()", row -> row.getBoolean(1)).orElse(false));
  }

  /** What a release older than this one made is not enough. */
  private void requireTables() {
    List<String> pending =
        Arrays.stream(flyway().info().pending())
            .map(step -> "V%s (%s)".formatted(step.getVersion(), step.getDescription()))
            .toList();
    if (!pending.isEmpty()) {
      throw new StoreFailed(
          "the database %s is a standby without the tables of this release, of which %s %s missing: start the frontsigner of this release that writes to its primary first"
              .formatted(
                  url.shown(), String.join(", ", pending), pending.size() == 1 ? "is" : "are"),
          null);
    }
  }

  private Connection connectAlone() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(SERVER_SETTINGS);
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    properties.setProperty("password", password);
    return DriverManager.getConnection(url.jdbc(), properties);
  }

  /** Whether this database follows another, and can only be read. */
  boolean isStandby() {
    return standby;
  }

  private synchronized void connect() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(url.jdbc());
    config.setUsername(user.isEmpty() ? null : user);
    config.setPassword(password);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(url.isShared() ? SERVER_WAIT_MILLIS : CONNECTION_WAIT_MILLIS);
    if (url.isShared()) {
      config.setInitializationFailTimeout(1);
      SERVER_SETTINGS.forEach(config::addDataSourceProperty);
    }
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

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(pool())
        .locations("classpath:db/migration")
        .placeholders(Map.of("next-key-id", url.dialect().nextKeyId()))
        .load();
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

  /** Refuses what can't be done in a database that is only read. */
  void requireWritable(String what) {
    if (standby) {
      throw new StoreFailed("%s is not possible here: %s".formatted(what, whyReadOnly()), null);
    }
  }

  /** Why a standby can't be written to, as a sentence without a full stop. */
  String whyReadOnly() {
    return ("the database %s is a standby, which is only read; give the verb to the frontsigner that"
            + " writes to its primary")
        .formatted(url.shown());
  }

  /** Does the work in a transaction; what it changed is durable when this returns. */
  <T> T write(String what, Sql.Work<T> work) {
    requireWritable(what);
    AtomicBoolean committing = new AtomicBoolean();
    try {
      return transaction(
          what,
          connection -> {
            if (lock.isPresent()) {
              lock.get().require(connection);
            }
            T result = work.run(new Sql(connection));
            committing.set(true);
            connection.commit();
            return result;
          });
    } catch (StoreFailed e) {
      throw url.isShared() && committing.get() ? StoreFailed.withoutWord(e) : e;
    }
  }

  /**
   * Reads what is there once no transaction of this process that began before changes anything any
   * more, not even one whose connection is gone.
   */
  <T> T readSettled(String what, Sql.Work<T> work) {
    return transaction(
        what,
        connection -> {
          if (lock.isPresent()) {
            lock.get().requireAlone(connection);
          }
          T result = work.run(new Sql(connection));
          connection.rollback();
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
    lock.ifPresent(WriterLock::close);
    pool.close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    h2File.ifPresent(file -> file.shutDown(pool));
    pool.close();
    lock.ifPresent(WriterLock::close);
  }
}
