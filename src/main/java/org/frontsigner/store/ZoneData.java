package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/**
 * The data of zones: chunks of one generation, and the differences since.
 *
 * <pre>
 *   Replaced ─▶ rows of generation n+1 (several transactions, unseen) ─▶ zone_state says n+1 (one transaction)
 *   Patched  ─▶ a difference more; when there are many: fold, as Replaced does, in the background
 * </pre>
 */
final class ZoneData {
  /** More differences than this, or more octets than the part below of the chunks', are folded. */
  static final int DIFFERENCES_MAX = 1_000;

  private static final int OCTETS_PART = 4;
  private static final long OCTETS_MIN = 64 * 1024;
  private static final int ROWS_DELETED_AT_ONCE = 64;

  private static final String COLUMNS =
      "generation, chunk_rows, chunk_octets, differences, difference_octets, difference_next";

  private final Database database;
  private final boolean keepKeyRecords;

  ZoneData(Database database, boolean keepKeyRecords) {
    this.database = database;
    this.keepKeyRecords = keepKeyRecords;
  }

  /** What the database holds of a zone's data. */
  record Held(
      long generation,
      int chunkRows,
      long chunkOctets,
      int differences,
      long differenceOctets,
      long differenceNext) {
    static final Held NOTHING = new Held(0, 0, 0, 0, 0, 1);

    static Held of(ResultSet row) throws SQLException {
      return new Held(
          row.getLong("generation"),
          row.getInt("chunk_rows"),
          row.getLong("chunk_octets"),
          row.getInt("differences"),
          row.getLong("difference_octets"),
          row.getLong("difference_next"));
    }

    boolean wantsFolding() {
      return differences > DIFFERENCES_MAX
          || differenceOctets > Math.max(OCTETS_MIN, chunkOctets / OCTETS_PART);
    }

    /** The number of the newest difference. */
    long differenceLast() {
      return differenceNext - 1;
    }
  }

  static Held held(Sql sql, int zoneId) throws SQLException {
    return sql.first("SELECT " + COLUMNS + " FROM zone_state WHERE domain_id = ?", Held::of, zoneId)
        .orElse(Held.NOTHING);
  }

  private static void put(Sql sql, int zoneId, Held held) throws SQLException {
    sql.update(
        "UPDATE zone_state SET generation = ?, chunk_rows = ?, chunk_octets = ?, differences = ?,"
            + " difference_octets = ?, difference_next = ? WHERE domain_id = ?",
        held.generation(),
        held.chunkRows(),
        held.chunkOctets(),
        held.differences(),
        held.differenceOctets(),
        held.differenceNext(),
        zoneId);
  }

  /**
   * Reads a zone.
   *
   * @throws StoreFailed when what is there is damaged: the zone is to be pulled again
   */
  Optional<Zone> read(StoredZone zone) {
    try {
      return database.read(what(zone, "reading"), sql -> read(sql, zone));
    } catch (IllegalArgumentException | IllegalStateException damaged) {
      throw new StoreFailed(
          "zone %s: its data in the database %s is damaged (%s): it has to be pulled again"
              .formatted(zone.name().toText(), database.url().shown(), damaged.getMessage()),
          damaged);
    }
  }

  private static Optional<Zone> read(Sql sql, StoredZone zone) throws SQLException {
    Held held = held(sql, zone.id());
    if (held.generation() == 0) {
      return Optional.empty();
    }
    PackedIndex nodes = ChunkRows.read(sql, zone.id(), held.generation(), held.chunkRows());
    long firstNumber = held.differenceNext() - held.differences();
    Zone read =
        DifferenceRows.replay(
            sql, zone.id(), Zone.ofPacked(zone.name(), nodes), firstNumber, held.differences());
    checkSerial(sql, zone, read);
    return Optional.of(read);
  }

  private static void checkSerial(Sql sql, StoredZone zone, Zone read) throws SQLException {
    long expected =
        sql.first(
                "SELECT primary_serial FROM zone_state WHERE domain_id = ?",
                row -> row.getLong(1),
                zone.id())
            .orElseThrow();
    if (read.serial() != expected) {
      throw new IllegalArgumentException(
          "it leads to serial %d, not %d".formatted(read.serial(), expected));
    }
  }

  /** Chunks that were written, of a generation that is not yet the zone's. */
  record Written(long generation, int rows, long octets) {}

  /**
   * Writes the chunks of a large zone, over several transactions, as a generation that nobody sees
   * yet. Needs the writer's lock.
   *
   * @return empty when the zone is small: its chunks go with the transaction of the change
   */
  Optional<Written> writeAhead(StoredZone zone, ZonePlace place, PackedIndex nodes) {
    if (ChunkRows.slices(nodes).size() <= 1) {
      return Optional.empty();
    }
    return Optional.of(write(zone, nodes, begin(zone, place)));
  }

  /** A generation that was never used. Needs the writer's lock. */
  long begin(StoredZone zone, ZonePlace place) {
    return database.write(
        what(zone, "beginning to write"),
        sql -> begin(sql, zone.id(), place, held(sql, zone.id())));
  }

  private static long begin(Sql sql, int zoneId, ZonePlace place, Held held) throws SQLException {
    if (place.generation() == 0) {
      // What a crash has left of a generation that was never made the zone's.
      ChunkRows.deleteAllOthers(sql, zoneId, held.generation());
      place.setGeneration(held.generation());
    }
    place.setGeneration(place.generation() + 1);
    return place.generation();
  }

  /** Writes the chunks of a zone as a generation that {@link #begin} gave. */
  Written write(StoredZone zone, PackedIndex nodes, long generation) {
    int rows = 0;
    for (ChunkRows.Slice slice : ChunkRows.slices(nodes)) {
      int first = rows;
      rows =
          database.write(
              what(zone, "writing"),
              sql -> ChunkRows.write(sql, zone.id(), generation, nodes, slice, first));
    }
    return new Written(generation, rows, nodes.octets());
  }

  private static String what(StoredZone zone, String what) {
    return "zone " + zone.name().toText() + ": " + what + " its data";
  }

  /**
   * Makes a change of the zone's data; in the transaction of the whole change. Needs the writer's
   * lock.
   */
  Changed change(Sql sql, int zoneId, ZonePlace place, DataChange change, Optional<Written> ahead)
      throws SQLException {
    if (change instanceof DataChange.Unchanged) {
      return Changed.NOT;
    }
    Held held = held(sql, zoneId);
    if (change instanceof DataChange.Patched patched && held.generation() != 0) {
      return new Changed(append(sql, zoneId, held, patched.differences()), false);
    }
    Written written =
        ahead.isPresent() ? ahead.get() : write(sql, zoneId, place, held, zone(change).packed());
    Held after = replace(sql, zoneId, held, written, held.differenceLast());
    return new Changed(after, held.chunkRows() > ROWS_DELETED_AT_ONCE);
  }

  /** What the database holds after a change, and whether old chunks are still to be deleted. */
  record Changed(Held held, boolean leavesOld) {
    static final Changed NOT = new Changed(Held.NOTHING, false);
  }

  /** The zone after a change of data. */
  static Zone zone(DataChange change) {
    return change instanceof DataChange.Patched patched
        ? patched.zone()
        : ((DataChange.Replaced) change).zone();
  }

  private static Written write(Sql sql, int zoneId, ZonePlace place, Held held, PackedIndex nodes)
      throws SQLException {
    long generation = begin(sql, zoneId, place, held);
    int rows = 0;
    for (ChunkRows.Slice slice : ChunkRows.slices(nodes)) {
      rows = ChunkRows.write(sql, zoneId, generation, nodes, slice, rows);
    }
    return new Written(generation, rows, nodes.octets());
  }

  private Held append(Sql sql, int zoneId, Held held, List<Difference> differences)
      throws SQLException {
    DifferenceRows.add(sql, zoneId, held.differenceNext(), differences, keepKeyRecords);
    long octets = differences.stream().mapToLong(DifferenceRows::octets).sum();
    Held after =
        new Held(
            held.generation(),
            held.chunkRows(),
            held.chunkOctets(),
            held.differences() + differences.size(),
            held.differenceOctets() + octets,
            held.differenceNext() + differences.size());
    put(sql, zoneId, after);
    return after;
  }

  /** Makes what was written the zone's chunks, in place of the differences up to a number. */
  private static Held replace(Sql sql, int zoneId, Held held, Written written, long upTo)
      throws SQLException {
    DifferenceRows.deleteUpTo(sql, zoneId, upTo);
    int left = (int) (held.differenceLast() - upTo);
    Held after =
        new Held(
            written.generation(),
            written.rows(),
            written.octets(),
            left,
            left == 0 ? 0 : DifferenceRows.octetsStored(sql, zoneId),
            held.differenceNext());
    put(sql, zoneId, after);
    if (held.chunkRows() <= ROWS_DELETED_AT_ONCE) {
      ChunkRows.deleteOlder(sql, zoneId, written.generation());
    }
    return after;
  }

  /** Makes chunks of the zone as it was at a difference, unless it is replaced meanwhile. */
  void fold(StoredZone zone, ZonePlace place, Held then, PackedIndex nodes) {
    Written written = write(zone, nodes, beginLocked(zone, place));
    if (!settle(zone, place, then, written)) {
      deleteSlices(zone, written.generation(), written.generation() + 1);
    }
    deleteOlder(zone);
  }

  private long beginLocked(StoredZone zone, ZonePlace place) {
    place.writer().lock();
    try {
      return begin(zone, place);
    } finally {
      place.writer().unlock();
    }
  }

  private boolean settle(StoredZone zone, ZonePlace place, Held then, Written written) {
    place.writer().lock();
    try {
      return database.write(
          what(zone, "folding differences into"),
          sql -> {
            Held now = held(sql, zone.id());
            boolean same = now.generation() == then.generation();
            if (same) {
              replace(sql, zone.id(), now, written, then.differenceLast());
            }
            return same;
          });
    } finally {
      place.writer().unlock();
    }
  }

  /** Deletes the chunks of older generations than the zone's. */
  void deleteOlder(StoredZone zone) {
    long current =
        database.read(
            what(zone, "looking for old chunks of"), sql -> held(sql, zone.id()).generation());
    deleteSlices(zone, 0, current);
  }

  /** Deletes generations from one number up to another, a slice in each transaction. */
  private void deleteSlices(StoredZone zone, long from, long to) {
    boolean more = true;
    while (more) {
      more =
          database.write(
              what(zone, "deleting old chunks of"),
              sql -> ChunkRows.deleteSome(sql, zone.id(), from, to));
    }
  }
}
