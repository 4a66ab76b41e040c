package org.frontsigner.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.Followed;
import org.frontsigner.keeper.HistoryKeep;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.RowsRead;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.StoredZones;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.SignatureKeep;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of zones in an SQL database, with files beside it. Thread-safe. */
public final class SqlZoneStore implements ZoneStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlZoneStore.class);

  private final SafetyFiles files;
  private final ZoneRows rows;
  private final Database database;
  private final ZoneData data;
  private final BackgroundWork background = new BackgroundWork();
  private final RecordsTable records;
  private final Leftovers leftovers;
  private final Optional<Followed> followed;
  private final ServedDifferences history;
  private final Map<Integer, ZonePlace> places = new ConcurrentHashMap<>();

  /** Held while a zone is made or deleted. */
  private final Object zoneList = new Object();

  /** Held while a TSIG key is changed. */
  private final Object tsigList = new Object();

  private SqlZoneStore(
      SafetyFiles files, ZoneRows rows, Database database, StoreSettings settings) {
    this.files = files;
    this.rows = rows;
    this.database = database;
    this.data = new ZoneData(database, settings.keepKeyRecords());
    this.followed =
        database.isStandby() ? Optional.of(new StandbyPosition(database)) : Optional.empty();
    this.leftovers = new Leftovers(database, background);
    this.history = new ServedDifferences(database);
    this.records = new RecordsTable(database, background, this::place, settings.sqlRecords());
  }

  /**
   * Opens the database and makes its tables. An embedded one that is damaged is moved aside, and a
   * new one is made from the files beside it: its zones have no data then.
   *
   * @throws StoreFailed when the database or a file can't be used
   * @throws IllegalArgumentException when the URL is none that this server uses
   */
  public static SqlZoneStore open(StoreSettings settings) {
    DatabaseUrl url = DatabaseUrl.of(settings.url(), settings.directory().path());
    SafetyFiles files = new SafetyFiles(settings.directory());
    ZoneRows rows = new ZoneRows(new KeyRows(files.keys(), settings.alarms()));
    String user = settings.user().orElse(url.file().isPresent() ? "sa" : "");
    try {
      Database database =
          new Recovery(url, files, rows, settings.alarms())
              .open(user, settings.password().get(), settings.clock().instant());
      SqlZoneStore store = new SqlZoneStore(files, rows, database, settings);
      if (!database.isStandby()) {
        store.leftovers.removeAll();
      }
      return store;
    } catch (StoreFailed e) {
      files.close();
      throw e;
    }
  }

  private ZonePlace place(int zoneId) {
    return places.computeIfAbsent(zoneId, id -> new ZonePlace());
  }

  @Override
  public Optional<Followed> followed() {
    return followed;
  }

  @Override
  public List<StoredZone> zones() {
    return allZones().usable();
  }

  @Override
  public StoredZones allZones() {
    StoredZones zones = database.read("reading the zones", rows::read);
    if (!database.isStandby()) {
      background.put(
          new BackgroundWork.Task(BackgroundWork.Kind.CHECK, 0), () -> checkFiles(zones.usable()));
    }
    return zones;
  }

  /** A crash may have left files ahead of the database, or behind it. */
  private void checkFiles(List<StoredZone> zones) {
    Set<DomainName> known = new HashSet<>();
    for (StoredZone zone : zones) {
      if (background.isStopping()) {
        return;
      }
      known.add(zone.name());
      checkFiles(zone);
    }
    for (DomainName stranger : files.strangers(known)) {
      synchronized (zoneList) {
        if (!isThere(stranger)) {
          LOG.warn("zone {} is no more; its keys are moved away", stranger.toText());
          files.delete(stranger);
        }
      }
    }
    synchronized (tsigList) {
      files.checkTsigKeys(tsigKeys());
    }
  }

  private void checkFiles(StoredZone zone) {
    ZonePlace place = place(zone.id());
    place.alone(
        () -> {
          if (!place.isWritten()) {
            files.check(zone);
          }
        });
  }

  private boolean isThere(DomainName name) {
    return database.read(
        "zone " + name.toText() + ": looking for it", sql -> ZoneRows.isThere(sql, name));
  }

  @Override
  public Optional<Zone> data(StoredZone zone) {
    Optional<Zone> read = data.read(zone);
    read.ifPresent(found -> records.loaded(zone, found));
    return read;
  }

  @Override
  public StoredZone create(DomainName name, ZoneSettings settings) {
    DomainName lower = name.lowerCase();
    database.requireWritable("making zone " + lower.toText());
    synchronized (zoneList) {
      if (isThere(lower)) {
        throw new StoreFailed(
            "zone %s is in the database %s already"
                .formatted(lower.toText(), database.url().shown()),
            null);
      }
      files.create(lower, settings);
      StoredZone zone = insert(lower, settings);
      place(zone.id()).setWritten();
      return zone;
    }
  }

  private StoredZone insert(DomainName name, ZoneSettings settings) {
    try {
      return database.write(
          "zone " + name.toText() + ": making it",
          sql -> {
            long served = LedgerRows.lastServed(sql, name).orElse(0);
            ZoneState state = new ZoneState(false, 0, served, Instant.EPOCH, Instant.EPOCH);
            int id = rows.insert(sql, name, settings, state);
            return new StoredZone(id, name, settings, state);
          });
    } catch (StoreFailed e) {
      files.delete(name);
      throw e;
    }
  }

  @Override
  public void delete(StoredZone zone) {
    synchronized (zoneList) {
      place(zone.id()).alone(() -> deleteAlone(zone));
      places.remove(zone.id());
    }
    background.cancel(new BackgroundWork.Task(BackgroundWork.Kind.RECORDS, zone.id()));
    background.cancel(new BackgroundWork.Task(BackgroundWork.Kind.FOLD, zone.id()));
    leftovers.removeLater(zone.id());
  }

  private void deleteAlone(StoredZone zone) {
    database.write(
        "zone " + zone.name().toText() + ": deleting it", sql -> ZoneRows.delete(sql, zone.id()));
    // The zone is gone by now. What is left of its files, the next start moves away.
    unlessItFails(() -> files.delete(zone.name()));
  }

  @Override
  public void commit(ZoneCommit commit) {
    ZonePlace place = place(commit.after().id());
    place.alone(
        () -> {
          place.setWritten();
          follow(commit, place, write(commit, place));
        });
  }

  /** Makes the commit durable. */
  private ZoneData.Changed write(ZoneCommit commit, ZonePlace place) {
    files.writeAhead(commit);
    AtomicReference<ZoneData.Changed> changed = new AtomicReference<>();
    try {
      Optional<ZoneData.Written> ahead =
          commit.data() instanceof DataChange.Replaced replaced
              ? data.writeAhead(commit.after(), place, replaced.zone().packed())
              : Optional.empty();
      database.write(
          "zone " + commit.after().name().toText() + ": its change",
          sql -> {
            changed.set(change(sql, commit, place, ahead));
            return null;
          });
    } catch (StoreFailed e) {
      if (e.isPerhapsDurable()) {
        place.setUnsettled(changed.get());
        requireDurable(commit, e);
        return changed.get();
      }
      unlessItFails(() -> files.takeBack(commit));
      throw e;
    }
    unlessItFails(() -> files.tidy(commit));
    return changed.get();
  }

  /** Most databases that lost a connection answer on the next one. */
  private void requireDurable(ZoneCommit commit, StoreFailed failure) {
    try {
      if (settle(commit)) {
        return;
      }
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
      throw failure;
    }
    throw failure.getCause() instanceof StoreFailed known ? known : failure;
  }

  private boolean settle(ZoneCommit commit) {
    boolean stored = new Settlement(database, rows).isStored(commit);
    unlessItFails(stored ? () -> files.tidy(commit) : () -> files.takeBack(commit));
    return stored;
  }

  @Override
  public boolean isDurable(ZoneCommit commit) {
    ZonePlace place = place(commit.after().id());
    place.writer().lock();
    try {
      boolean durable = settle(commit);
      if (durable) {
        follow(commit, place, place.unsettled());
      }
      return durable;
    } finally {
      place.writer().unlock();
    }
  }

  /** What does not change whether the commit is durable is tried, and logged. */
  private static void unlessItFails(Runnable work) {
    try {
      work.run();
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }

  private ZoneData.Changed change(
      Sql sql, ZoneCommit commit, ZonePlace place, Optional<ZoneData.Written> ahead)
      throws SQLException {
    StoredZone after = commit.after();
    if (!rows.changeState(sql, after.id(), after.state())) {
      throw new StoreFailed(
          "zone %s is not in the database %s"
              .formatted(after.name().toText(), database.url().shown()),
          null);
    }
    rows.change(sql, after.id(), commit.before().settings(), after.settings());
    if (commit.ledger().isPresent()) {
      LedgerRows.add(sql, after.name(), commit.ledger().get());
    }
    if (commit.formerKeys().isPresent()) {
      CacheRows.add(sql, after.name(), commit.formerKeys().get());
    }
    if (cameFromRows(commit)) {
      RecordsTable.took(sql, after);
    } else if (changesRecords(commit) && !leavesRows(commit)) {
      RecordsTable.begin(sql, after.id(), after.state().confirmed());
    }
    return data.change(sql, after.id(), place, commit.data(), ahead);
  }

  private static boolean cameFromRows(ZoneCommit commit) {
    return commit.data() instanceof DataChange.Replaced replaced && replaced.fromRows();
  }

  /** Whether only auth and ordername change in rows that others may have written to. */
  private boolean leavesRows(ZoneCommit commit) {
    ZoneSettings after = commit.after().settings();
    return after.type() == ZoneType.NATIVE
        && commit.data() instanceof DataChange.Unchanged
        && records.follows(commit.before().settings()) == records.follows(after);
  }

  private boolean changesRecords(ZoneCommit commit) {
    return !(commit.data() instanceof DataChange.Unchanged)
        || records.differ(commit.before().settings(), commit.after().settings());
  }

  /** What comes after a commit, in the background. Needs the writer's lock. */
  private void follow(ZoneCommit commit, ZonePlace place, ZoneData.Changed changed) {
    StoredZone zone = commit.after();
    boolean hasData = !(commit.data() instanceof DataChange.Unchanged);
    if (hasData && records.follows(zone.settings())) {
      place.setTarget(ZoneData.zone(commit.data()));
    }
    if (cameFromRows(commit)) {
      Zone taken = ZoneData.zone(commit.data());
      place.setShown(new ZonePlace.Shown(taken, Ordering.of(zone.settings(), taken)));
    }
    if (changesRecords(commit)) {
      place.setVersion(place.version() + 1);
      records.later(zone, () -> data.read(zone));
    }
    BackgroundWork.Task fold = new BackgroundWork.Task(BackgroundWork.Kind.FOLD, zone.id());
    if (changed.held().wantsFolding()) {
      Zone then = ZoneData.zone(commit.data());
      background.put(fold, () -> data.fold(zone, place, changed.held(), then.packed()));
    } else if (changed.leavesOld()) {
      background.put(fold, () -> data.deleteOlder(zone));
    }
  }

  @Override
  public long nextKeyId() {
    return database.write(
        "taking a key id",
        sql ->
            sql.first("SELECT " + database.dialect().nextKeyId(), row -> row.getLong(1))
                .orElseThrow());
  }

  @Override
  public List<TsigKey> tsigKeys() {
    return database.read("reading the TSIG keys", TsigRows::read);
  }

  @Override
  public void putTsigKey(TsigKey key) {
    database.requireWritable("keeping TSIG key " + key.name().toText());
    synchronized (tsigList) {
      files.putTsigKey(key);
      database.write(
          "TSIG key " + key.name().toText() + ": keeping it",
          sql -> {
            TsigRows.put(sql, key);
            return null;
          });
    }
  }

  @Override
  public void deleteTsigKey(DomainName name) {
    synchronized (tsigList) {
      database.write(
          "TSIG key " + name.toText() + ": deleting it",
          sql -> {
            TsigRows.delete(sql, name);
            return null;
          });
      unlessItFails(() -> files.deleteTsigKey(name));
    }
  }

  @Override
  public List<LedgerEntry> ledger(DomainName zone, int entriesMax) {
    return database.read(
        "zone " + zone.toText() + ": reading its ledger",
        sql -> LedgerRows.newest(sql, zone, entriesMax));
  }

  @Override
  public List<FormerKeys> formerKeys(DomainName zone) {
    return database.read(
        "zone " + zone.toText() + ": reading its former keys", sql -> CacheRows.former(sql, zone));
  }

  @Override
  public List<ParentDs> parentDs(DomainName zone) {
    return database.read(
        "zone " + zone.toText() + ": reading the DS sets of its parent",
        sql -> CacheRows.parent(sql, zone));
  }

  @Override
  public void addParentDs(DomainName zone, ParentDs seen) {
    database.write(
        "zone " + zone.toText() + ": keeping the DS set of its parent",
        sql -> {
          CacheRows.add(sql, zone, seen);
          return null;
        });
  }

  @Override
  public HistoryKeep history() {
    return history;
  }

  @Override
  public void showInSql(StoredZone zone, Zone zoneData) {
    records.now(zone, zoneData);
  }

  @Override
  public RowsRead readRows(StoredZone zone, Optional<Zone> zoneData, IntakePolicy policy) {
    return records.read(zone, zoneData, policy);
  }

  @Override
  public void adopt(StoredZone zone) {
    ZonePlace place = place(zone.id());
    place.alone(
        () -> {
          place.setWritten();
          files.check(zone);
        });
  }

  @Override
  public List<Finding> checkSql(StoredZone zone, Zone zoneData) {
    return records.check(zone, zoneData);
  }

  /** Where signatures of tokens are kept; as long as this store is open. */
  public SignatureKeep signatures() {
    return new SignatureRows(database);
  }

  /** What is kept of zones of a named.conf; as long as this store is open. */
  public NamedZoneRows namedZones() {
    return new NamedZoneRows(database);
  }

  /** How many zones wait for the table {@code records} to be brought to their data. */
  public long recordsWaiting() {
    return records.waiting();
  }

  /** Waits until all work in the background is done. */
  void awaitBackground() throws InterruptedException {
    background.awaitIdle();
  }

  /** The number that a query says. */
  long query(String query, Object... values) {
    return database.read(
        "a query", sql -> sql.first(query, row -> row.getLong(1), values).orElseThrow());
  }

  /** Ends the work in the background at its next step, and closes the database. */
  @Override
  public void close() {
    background.close();
    database.close();
    files.close();
  }
}
