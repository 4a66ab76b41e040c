package org.frontsigner.store;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.keeper.HistoryKeep;
import org.frontsigner.keeper.HistorySettings;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.wire.Octets;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RecordList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table served_difference. Thread-safe.
 *
 * <pre>
 *   removed octets 4 | removed | added
 * </pre>
 */
final class ServedDifferences implements HistoryKeep {
  private static final Logger LOG = LoggerFactory.getLogger(ServedDifferences.class);
  private static final int HEAD_OCTETS = 4;

  private final Database database;

  ServedDifferences(Database database) {
    this.database = database;
  }

  /** A kept value. */
  private record Row(long number, long fromSerial, long toSerial, long octets) {}

  @Override
  public synchronized void add(StoredZone zone, Difference difference, HistorySettings limits) {
    if (database.isStandby()
        || limits.differencesMax() == 0
        || difference.octets() > limits.octetsMax()) {
      return;
    }
    try {
      database.write(
          "zone " + zone.name().toText() + ": keeping a difference",
          sql -> {
            if (ZoneRows.isThere(sql, zone.name())) {
              insert(sql, zone.id(), difference, limits);
            }
            return null;
          });
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }

  private static void insert(Sql sql, int zoneId, Difference difference, HistorySettings limits)
      throws SQLException {
    List<Row> there = rows(sql, zoneId);
    long number = there.isEmpty() ? 1 : there.get(0).number() + 1;
    byte[] packed = pack(difference);
    List<Object[]> parts = new ArrayList<>();
    Parts.split(
        packed,
        ChunkRows.PART_OCTETS_MAX,
        parts,
        zoneId,
        number,
        difference.fromSerial(),
        difference.toSerial(),
        packed.length);
    sql.batch(
        "INSERT INTO served_difference (domain_id, number, from_serial, to_serial, value_octets,"
            + " part, octets, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        parts);
    Optional<Long> tooOld = tooOld(there, packed.length, limits);
    if (tooOld.isPresent()) {
      deleteUpTo(sql, zoneId, tooOld.get());
    }
  }

  /** All values of a zone, the newest first. */
  private static List<Row> rows(Sql sql, int zoneId) throws SQLException {
    return sql.list(
        "SELECT number, from_serial, to_serial, value_octets FROM served_difference"
            + " WHERE domain_id = ? AND part = 0 ORDER BY number DESC",
        row -> new Row(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
        zoneId);
  }

  private static Optional<Long> tooOld(
      List<Row> newestFirst, long newOctets, HistorySettings limits) {
    long octets = newOctets;
    int count = 1;
    for (Row row : newestFirst) {
      octets += row.octets();
      if (++count > limits.differencesMax() || octets > limits.octetsMax()) {
        return Optional.of(row.number());
      }
    }
    return Optional.empty();
  }

  private static void deleteUpTo(Sql sql, int zoneId, long number) throws SQLException {
    sql.update("DELETE FROM served_difference WHERE domain_id = ? AND number <= ?", zoneId, number);
  }

  /** Deletes all of a zone that was deleted; returns whether there was any. */
  static boolean deleteAll(Sql sql, int zoneId) throws SQLException {
    return sql.update("DELETE FROM served_difference WHERE domain_id = ?", zoneId) > 0;
  }

  @Override
  public List<Difference> upTo(StoredZone zone, long serial) {
    String what = "zone " + zone.name().toText() + ": reading its differences";
    try {
      return database.read(what, sql -> chain(sql, zone.id(), serial));
    } catch (StoreFailed | IllegalArgumentException e) {
      LOG.error("zone {}: its differences can't be used: {}", zone.name().toText(), e.getMessage());
      return List.of();
    }
  }

  private static List<Difference> chain(Sql sql, int zoneId, long serial) throws SQLException {
    Map<Long, Row> leadingTo = new HashMap<>();
    // Of two that lead to one serial the newer counts.
    rows(sql, zoneId).forEach(row -> leadingTo.putIfAbsent(row.toSerial(), row));
    Deque<Difference> chain = new ArrayDeque<>();
    Row next = leadingTo.remove(serial);
    while (next != null) {
      chain.addFirst(read(sql, zoneId, next));
      next = leadingTo.remove(next.fromSerial());
    }
    return List.copyOf(chain);
  }

  private static Difference read(Sql sql, int zoneId, Row row) throws SQLException {
    List<Parts.Part> parts =
        sql.list(
            "SELECT number, part, octets, checksum FROM served_difference WHERE domain_id = ?"
                + " AND number = ? ORDER BY part",
            Parts.Part::of,
            zoneId,
            row.number());
    byte[] packed = Parts.join(parts, row.number(), 1).get(0);
    int removedOctets = packed.length < HEAD_OCTETS ? -1 : Octets.i32(packed, 0);
    if (removedOctets < 0 || removedOctets > packed.length - HEAD_OCTETS) {
      throw new IllegalArgumentException("row " + row.number() + " is cut off");
    }
    int added = HEAD_OCTETS + removedOctets;
    return new Difference(
        row.fromSerial(),
        row.toSerial(),
        RecordList.of(Arrays.copyOfRange(packed, HEAD_OCTETS, added)),
        RecordList.of(Arrays.copyOfRange(packed, added, packed.length)));
  }

  private static byte[] pack(Difference difference) {
    byte[] removed = difference.removed().octets();
    byte[] added = difference.added().octets();
    byte[] packed = new byte[HEAD_OCTETS + removed.length + added.length];
    Octets.putU32(packed, 0, removed.length);
    System.arraycopy(removed, 0, packed, HEAD_OCTETS, removed.length);
    System.arraycopy(added, 0, packed, HEAD_OCTETS + removed.length, added.length);
    return packed;
  }
}
