package org.frontsigner.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.frontsigner.keeper.MetadataKind;
import org.frontsigner.keeper.RowsRead;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.IndexDelta;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/**
 * The table records as PowerDNS fills it, brought to each zone's data in the background: name by
 * name where it is known what it shows, as a whole where it is not, where most names changed, and
 * where the way of denial did. The column records_serial of domains says what it shows, and is NULL
 * on the way.
 *
 * <p>A zone keeps its rows as they are once it is switched off; records_serial stays NULL then.
 */
final class RecordsTable {
  private final Database database;
  private final BackgroundWork background;
  private final Function<Integer, ZonePlace> places;
  private final boolean switchedOn;

  RecordsTable(
      Database database,
      BackgroundWork background,
      Function<Integer, ZonePlace> places,
      boolean switchedOn) {
    this.database = database;
    this.background = background;
    this.places = places;
    this.switchedOn = switchedOn;
  }

  /** Whether the rows of a zone with these settings follow its data. */
  boolean follows(ZoneSettings settings) {
    return switchedOn
        && !database.isStandby()
        && settings.metadata().value(MetadataKind.SQL_RECORDS.text()).filter("0"::equals).isEmpty();
  }

  /** Whether rows that are right for some settings are not for others. */
  boolean differ(ZoneSettings before, ZoneSettings after) {
    return follows(before) != follows(after)
        || !Ordering.asked(before).equals(Ordering.asked(after));
  }

  /** Whether the rows are the truth of the zone, which others write. */
  private static boolean isTruth(StoredZone zone) {
    return zone.settings().type() == ZoneType.NATIVE;
  }

  /** What others have made of the rows; of a zone whose rows we are still writing, nothing. */
  RowsRead read(StoredZone zone, Optional<Zone> data, IntakePolicy policy) {
    if (!follows(zone.settings())) {
      return new RowsRead.Passed("sql-records is off, so that its rows are not looked at");
    }
    if (policy.keepSignatures()) {
      return new RowsRead.Passed("it is pre-signed, and its rows lack what denies: use load-zone");
    }
    ZonePlace place = places.apply(zone.id());
    place.shower().lock();
    try {
      if (isBeingWritten(place, data)) {
        return new RowsRead.Passed("its rows were still being written");
      }
      if (data.isEmpty() && !hasRows(zone)) {
        return new RowsRead.Passed("it has no rows");
      }
      RowsRead read = new NativeRows(database, zone.id(), zone.name()).read(policy);
      boolean isSame =
          read instanceof RowsRead.Changed changed
              && data.isPresent()
              && NativeRows.isSame(data.get(), changed.zone());
      return isSame ? new RowsRead.Same() : read;
    } finally {
      place.shower().unlock();
    }
  }

  private boolean hasRows(StoredZone zone) {
    return database.read(
        "zone " + zone.name().toText() + ": looking for its rows",
        sql ->
            sql.first(
                    "SELECT id FROM records WHERE domain_id = ? LIMIT 1",
                    row -> row.getLong(1),
                    zone.id())
                .isPresent());
  }

  private static boolean isBeingWritten(ZonePlace place, Optional<Zone> data) {
    place.writer().lock();
    try {
      ZonePlace.Shown shown = place.shown();
      return data.isPresent()
          ? shown == null || shown.zone() != data.get()
          : place.target() != null;
    } finally {
      place.writer().unlock();
    }
  }

  /** The zone's data is what the rows show; in the transaction in which it becomes that. */
  static void took(Sql sql, StoredZone zone) throws SQLException {
    sql.update(
        "UPDATE domains SET records_serial = ?, last_check = ? WHERE id = ?",
        zone.state().primarySerial(),
        zone.state().confirmed().getEpochSecond(),
        zone.id());
  }

  /** Says in the transaction of a change that the rows no longer show the zone. */
  static void begin(Sql sql, int zoneId, Instant checked) throws SQLException {
    sql.update(
        "UPDATE domains SET records_serial = NULL, last_check = ? WHERE id = ?",
        checked.getEpochSecond(),
        zoneId);
  }

  /**
   * Data was read after a start. If the rows show it, changes go on from there; else they are made
   * anew.
   */
  void loaded(StoredZone zone, Zone data) {
    if (!follows(zone.settings())) {
      return;
    }
    Optional<Long> shown =
        database.read(
            "zone " + zone.name().toText() + ": reading what its records show",
            sql ->
                sql.first(
                    "SELECT records_serial FROM domains WHERE id = ? AND records_serial IS NOT NULL",
                    row -> row.getLong(1),
                    zone.id()));
    ZonePlace place = places.apply(zone.id());
    place.writer().lock();
    try {
      place.setTarget(data);
      if (shown.equals(Optional.of(data.serial()))) {
        place.setShown(new ZonePlace.Shown(data, Ordering.of(zone.settings(), data)));
      } else {
        later(zone, Optional::empty);
      }
    } finally {
      place.writer().unlock();
    }
  }

  /**
   * Has the rows brought to the zone's data when its turn comes. Needs the writer's lock.
   *
   * @param stored reads the data, for when it is not in memory
   */
  void later(StoredZone zone, Supplier<Optional<Zone>> stored) {
    ZonePlace place = places.apply(zone.id());
    BackgroundWork.Task task = task(zone);
    if (!follows(zone.settings())) {
      background.cancel(task);
      place.setShown(null);
      place.setTarget(null);
      return;
    }
    Zone target = place.target();
    background.put(
        task,
        () ->
            Optional.ofNullable(target)
                .or(stored)
                .ifPresent(data -> show(zone, data, background::isStopping)));
  }

  private static BackgroundWork.Task task(StoredZone zone) {
    return new BackgroundWork.Task(BackgroundWork.Kind.RECORDS, zone.id());
  }

  /**
   * Brings the rows to the data before it returns, whoever changed them; does nothing for a zone
   * that is off.
   */
  void now(StoredZone zone, Zone data) {
    if (follows(zone.settings())) {
      background.cancel(task(zone));
      if (!isTruth(zone) && !check(zone, data).isEmpty()) {
        shown(places.apply(zone.id()));
      }
      show(zone, data, () -> false);
    }
  }

  /** What the rows show otherwise than the data; nothing while they are on the way to it. */
  List<Finding> check(StoredZone zone, Zone data) {
    ZonePlace place = places.apply(zone.id());
    place.shower().lock();
    try {
      Ordering ordering = Ordering.of(zone.settings(), data);
      boolean settled = follows(zone.settings()) && shows(place, data, ordering);
      return settled ? new RowCheck(database, zone, ordering).run(data) : List.of();
    } finally {
      place.shower().unlock();
    }
  }

  private static boolean shows(ZonePlace place, Zone data, Ordering ordering) {
    place.writer().lock();
    try {
      ZonePlace.Shown shown = place.shown();
      return shown != null && shown.zone() == data && shown.ordering().equals(ordering);
    } finally {
      place.writer().unlock();
    }
  }

  /** How many zones wait for their rows. */
  long waiting() {
    return background.waiting(BackgroundWork.Kind.RECORDS);
  }

  private interface Ending {
    boolean isAsked();
  }

  private void show(StoredZone zone, Zone data, Ending ending) {
    ZonePlace place = places.apply(zone.id());
    place.shower().lock();
    try {
      Ordering ordering = Ordering.of(zone.settings(), data);
      if (isTruth(zone) && shows(place, data)) {
        new NativeRows(database, zone.id(), zone.name()).putRight(data, ordering);
        setShown(place, new ZonePlace.Shown(data, ordering));
        return;
      }
      long version = takeUp(place);
      ZonePlace.Shown shown = shown(place);
      boolean known = shown != null && shown.ordering().equals(ordering);
      List<byte[]> changed = known ? changed(shown.zone(), data) : List.of();
      boolean done =
          (known && changed.size() <= data.nameCount() / 2)
              ? update(zone, new Step(shown.zone(), data), changed, ordering, ending)
              : rewrite(zone, data, ordering, ending);
      if (done) {
        finish(zone, place, new ZonePlace.Shown(data, ordering), version);
      }
    } finally {
      place.shower().unlock();
    }
  }

  private static boolean shows(ZonePlace place, Zone data) {
    place.writer().lock();
    try {
      return place.shown() != null && place.shown().zone() == data;
    } finally {
      place.writer().unlock();
    }
  }

  private static void setShown(ZonePlace place, ZonePlace.Shown shown) {
    place.writer().lock();
    try {
      place.setShown(shown);
    } finally {
      place.writer().unlock();
    }
  }

  private static long takeUp(ZonePlace place) {
    place.writer().lock();
    try {
      return place.version();
    } finally {
      place.writer().unlock();
    }
  }

  /** Takes what the rows show; until the end of the work nobody knows. */
  private static ZonePlace.Shown shown(ZonePlace place) {
    place.writer().lock();
    try {
      ZonePlace.Shown shown = place.shown();
      place.setShown(null);
      return shown;
    } finally {
      place.writer().unlock();
    }
  }

  private static List<byte[]> changed(Zone before, Zone after) {
    List<byte[]> changed = new ArrayList<>();
    IndexDelta.forEach(before.nodes(), after.nodes(), changed::add);
    return changed;
  }

  private record Step(Zone before, Zone after) {}

  /** False when it was asked to end. */
  private boolean update(
      StoredZone zone, Step step, List<byte[]> changed, Ordering ordering, Ending ending) {
    RecordRows rows = new RecordRows(zone.id(), zone.name(), ordering);
    int done = 0;
    while (done < changed.size() && !ending.isAsked()) {
      List<byte[]> some = changed.subList(done, Math.min(done + Sql.BATCH_ROWS, changed.size()));
      database.write(
          what(zone),
          sql -> {
            if (isTruth(zone)) {
              for (byte[] key : some) {
                rows.replace(sql, step.before().node(key), step.after().node(key));
              }
            } else {
              rows.delete(sql, some);
              RecordRows.insert(sql, rowsOf(rows, step.after(), some));
            }
            return null;
          });
      done += some.size();
    }
    return done == changed.size();
  }

  private static List<Object[]> rowsOf(RecordRows rows, Zone data, List<byte[]> keys) {
    List<Object[]> made = new ArrayList<>();
    for (byte[] key : keys) {
      Node node = data.node(key);
      if (node != null) {
        rows.of(node, made::add);
      }
    }
    return made;
  }

  private static String what(StoredZone zone) {
    return "zone " + zone.name().toText() + ": bringing its records up to date";
  }

  /** False when it was asked to end. */
  private boolean rewrite(StoredZone zone, Zone data, Ordering ordering, Ending ending) {
    boolean more = true;
    while (more && !ending.isAsked()) {
      more = database.write(what(zone), sql -> RecordRows.deleteSome(sql, zone.id()));
    }
    RecordRows rows = new RecordRows(zone.id(), zone.name(), ordering);
    PackedIndex nodes = data.nodes();
    long place = nodes.first();
    while (place != PackedIndex.NONE && !ending.isAsked()) {
      List<Object[]> batch = new ArrayList<>();
      while (place != PackedIndex.NONE && batch.size() < Sql.BATCH_ROWS) {
        rows.of(Node.at(nodes, place), batch::add);
        place = nodes.next(place);
      }
      insert(zone, batch);
    }
    return place == PackedIndex.NONE && !more;
  }

  private void insert(StoredZone zone, List<Object[]> batch) {
    database.write(
        what(zone),
        sql -> {
          RecordRows.insert(sql, batch);
          return null;
        });
  }

  /** Says what the rows show, unless the zone has gone on meanwhile. */
  private void finish(StoredZone zone, ZonePlace place, ZonePlace.Shown shown, long version) {
    place.writer().lock();
    try {
      place.setShown(shown);
      if (place.version() == version) {
        database.write(
            what(zone),
            sql ->
                sql.update(
                    "UPDATE domains SET records_serial = ? WHERE id = ?",
                    shown.zone().serial(),
                    zone.id()));
      }
    } finally {
      place.writer().unlock();
    }
  }
}
