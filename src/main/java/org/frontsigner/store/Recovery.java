package org.frontsigner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.ZoneState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new database in place of one that is damaged or gone: zones, settings, keys, TSIG keys and
 * served serials come from the files beside it, the data from the primaries. The ledger is lost;
 * the damaged file is kept.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** After so long nobody has to act any more. */
  private static final Duration NEWS = Duration.ofDays(1);

  private final DatabaseUrl url;
  private final SafetyFiles files;
  private final ZoneRows rows;
  private final Alarms alarms;

  Recovery(DatabaseUrl url, SafetyFiles files, ZoneRows rows, Alarms alarms) {
    this.url = url;
    this.files = files;
    this.rows = rows;
    this.alarms = alarms;
  }

  /** Opens the database; one that is damaged, or gone, is made anew. */
  Database open(String user, String password, Instant now) {
    if (url.file().isEmpty()) {
      return Database.open(url, user, password, damage -> {}, alarms);
    }
    if (!Files.exists(url.file().get()) && hasZones()) {
      madeAnew("it was gone");
      note(unfinished());
    }
    Database database = openSound(user, password, now);
    if (Files.exists(unfinished())) {
      fill(database);
      clear(unfinished());
    }
    return database;
  }

  private Database openSound(String user, String password, Instant now) {
    Database database = null;
    try {
      database = Database.open(url, user, password, damage -> suspect(damage), alarms);
      verify(database);
      return database;
    } catch (StoreFailed failed) {
      if (database != null) {
        database.abandon();
      }
      if (!DatabaseFailure.isDamage(failed)) {
        throw failed;
      }
      note(unfinished());
      moveAside(now, failed);
      return Database.open(url, user, password, damage -> suspect(damage), alarms);
    }
  }

  private void verify(Database database) {
    Verification.ofSmallTables(database);
    if (Files.exists(suspicion())) {
      LOG.warn("the database {} was found damaged before; it is read through", url.shown());
      Verification.ofAll(database);
      LOG.warn("no damage was found in the database {}", url.shown());
      clear(suspicion());
    }
  }

  private void moveAside(Instant now, StoreFailed why) {
    Path file = url.file().orElseThrow();
    Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + TIME.format(now));
    try {
      Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreFailed(
          "the damaged database %s can't be moved away: %s"
              .formatted(file, DataDirectory.reason(e)),
          e);
    }
    clear(suspicion());
    madeAnew("it was damaged (%s) and moved to %s".formatted(why.getMessage(), aside));
  }

  /** A matter of the past: who reads of it looks whether all zones are there, and why it was. */
  private void madeAnew(String why) {
    alarms.raise(
        id(),
        why
            + ", and is made anew from the files beside it; the zones' data is pulled again: see to the disk, and to zones without a primary, which load-zone fills",
        NEWS);
  }

  private AlarmId id() {
    return AlarmId.of(AlarmKind.STORE_DAMAGED, "database " + url.shown());
  }

  /** Fills a new database; one that was filled before a crash stays as it is. */
  private void fill(Database database) {
    SafetyFiles.Contents contents = files.read();
    boolean filled = database.write("making it anew", sql -> isEmpty(sql) && fill(sql, contents));
    if (filled) {
      LOG.warn(
          "the database {} was made anew with {} zones and {} TSIG keys; the zones' data is pulled again",
          url.shown(),
          contents.zones().size(),
          contents.tsigKeys().size());
    }
  }

  private static boolean isEmpty(Sql sql) throws SQLException {
    return sql.first("SELECT id FROM domains LIMIT 1", row -> row.getInt(1)).isEmpty();
  }

  private boolean fill(Sql sql, SafetyFiles.Contents contents) throws SQLException {
    for (ZoneFiles.Settings zone : contents.zones()) {
      long served = contents.servedSerials().getOrDefault(zone.zone(), 0L);
      ZoneState state = new ZoneState(false, 0, served, Instant.EPOCH, Instant.EPOCH);
      rows.insert(sql, zone.zone(), zone.settings(), state);
    }
    for (TsigKey key : contents.tsigKeys()) {
      TsigRows.put(sql, key);
    }
    startKeyIds(sql, contents.greatestKeyId() + 1);
    return true;
  }

  private static void startKeyIds(Sql sql, long next) throws SQLException {
    sql.update("ALTER SEQUENCE key_id RESTART WITH " + next);
  }

  private boolean hasZones() {
    return !files.read().zones().isEmpty();
  }

  /** A file that stands for: the database was found damaged while it was used. */
  private Path suspicion() {
    return beside(".suspect");
  }

  /** A file that stands for: the database is new, and not yet filled. */
  private Path unfinished() {
    return beside(".unfinished");
  }

  private Path beside(String ending) {
    Path file = url.file().orElseThrow();
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** Notes that the database was found damaged, so that the next start looks at all of it. */
  private void suspect(StoreFailed why) {
    alarms.raise(
        id(),
        "it is damaged: %s. Zones are served from memory: restart, which reads it through, and makes it anew if need be"
            .formatted(why.getMessage()));
    note(suspicion());
  }

  private static void note(Path file) {
    try {
      DurableFile.write(file, "");
    } catch (IOException e) {
      throw new StoreFailed(file + " can't be written: " + DataDirectory.reason(e), e);
    }
  }

  private static void clear(Path file) {
    try {
      DurableFile.delete(file);
    } catch (IOException e) {
      throw new StoreFailed(file + " can't be deleted: " + DataDirectory.reason(e), e);
    }
  }
}
