package org.frontsigner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The care of an embedded H2's file. With WRITE_DELAY=0 H2 has no thread of its own: nobody would
 * take back the room of what was overwritten, some 30 KiB for each commit, nor bring to the disk
 * what a power failure would take out of the system's cache. Once a second this one does both.
 */
final class H2File {
  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);
  private static final long SMALL_OCTETS = 64 << 20;
  private static final int FILL_PERCENT_MIN = 50;
  private static final int REWRITTEN_OCTETS = 4 << 20;
  private static final long REWRITING_NANOS_MAX = 200_000_000L;
  private static final int SHRINKING_MILLIS_MAX = 200;
  private static final int IDLE_SECONDS = 10;

  private final Path file;
  private final Database database;
  private final MVStore store;
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> caring;
  private long syncedVersion;
  private int idleSeconds;

  H2File(Connection connection, Path file) throws SQLException {
    this.file = file;
    this.database =
        ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
    this.store = database.getStore().getMvStore();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "database-care");
              made.setDaemon(true);
              return made;
            });
    closeToOthers();
    caring = thread.scheduleWithFixedDelay(this::care, 1, 1, TimeUnit.SECONDS);
  }

  /** Its directory is closed already; but files are copied elsewhere. */
  private void closeToOthers() throws SQLException {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new SQLException("the mode of " + file + " can't be set", e);
    }
  }

  private void care() {
    try {
      long version = store.getCurrentVersion();
      if (version != syncedVersion) {
        store.sync();
        rewriteSparse();
        syncedVersion = store.getCurrentVersion();
        idleSeconds = 0;
      } else if (++idleSeconds == IDLE_SECONDS && isLarge()) {
        store.compactFile(SHRINKING_MILLIS_MAX);
        syncedVersion = store.getCurrentVersion();
      }
    } catch (MVStoreException | IllegalArgumentException e) {
      if (!isBroken()) {
        LOG.warn("the room in {} can't be taken back now: {}", file, e.getMessage());
      }
    }
  }

  private void rewriteSparse() {
    long start = System.nanoTime();
    boolean more = isLarge();
    while (more && System.nanoTime() - start < REWRITING_NANOS_MAX) {
      more = store.compact(FILL_PERCENT_MIN, REWRITTEN_OCTETS);
    }
  }

  private boolean isLarge() {
    return store.getFileStore().size() > SMALL_OCTETS;
  }

  /** Whether H2 has given up the database, as it does when a write fails. */
  boolean isBroken() {
    return store.isClosed();
  }

  /** Lets go of the database without writing to it. */
  void abandon() {
    thread.shutdownNow();
    database.shutdownImmediately();
  }

  /** Closes the database in order. */
  void shutDown(DataSource source) {
    caring.cancel(false);
    thread.shutdown();
    try {
      thread.awaitTermination(IDLE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boolean done = false;
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      done = statement.execute("SHUTDOWN") || isBroken();
    } catch (SQLException e) {
      // The connection is closed with the database, so that to close it fails.
      if (!done) {
        LOG.warn("the database {} was not closed in order: {}", file, e.getMessage());
      }
    }
  }
}
