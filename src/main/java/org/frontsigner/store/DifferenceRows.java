package org.frontsigner.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.wire.Octets;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;

/**
 * The table zone_difference: what changed since the chunks of a zone were written. Each says
 * whether key records were kept when it was applied, so that it leads to the same zone again
 * whatever the configuration says by then.
 *
 * <pre>
 *   key records kept 1 | from serial 4 | to serial 4 | removed octets 4 | removed | added
 * </pre>
 */
final class DifferenceRows {
  private static final int HEAD_OCTETS = 13;
  private static final int ROWS_AT_ONCE = 100;

  private DifferenceRows() {}

  /** Octets that a difference takes. */
  static long octets(Difference difference) {
    return HEAD_OCTETS
        + (long) difference.removed().octets().length
        + difference.added().octets().length;
  }

  /** Adds differences, numbered from {@code number} on. */
  static void add(
      Sql sql, int zoneId, long number, List<Difference> differences, boolean keepKeyRecords)
      throws SQLException {
    long next = number;
    for (Difference difference : differences) {
      List<Object[]> rows = new ArrayList<>();
      Parts.split(
          pack(difference, keepKeyRecords),
          ChunkRows.PART_OCTETS_MAX,
          rows,
          zoneId,
          difference.fromSerial(),
          difference.toSerial(),
          next++);
      sql.batch(
          "INSERT INTO zone_difference (domain_id, from_serial, to_serial, number, part, octets,"
              + " checksum) VALUES (?, ?, ?, ?, ?, ?, ?)",
          rows);
    }
  }

  private static byte[] pack(Difference difference, boolean keepKeyRecords) {
    byte[] removed = difference.removed().octets();
    byte[] added = difference.added().octets();
    byte[] packed = new byte[Math.toIntExact(octets(difference))];
    packed[0] = (byte) (keepKeyRecords ? 1 : 0);
    Octets.putU32(packed, 1, difference.fromSerial());
    Octets.putU32(packed, 5, difference.toSerial());
    Octets.putU32(packed, 9, removed.length);
    System.arraycopy(removed, 0, packed, HEAD_OCTETS, removed.length);
    System.arraycopy(added, 0, packed, HEAD_OCTETS + removed.length, added.length);
    return packed;
  }

  /**
   * The zone after the differences with these numbers.
   *
   * @throws IllegalArgumentException when one is missing, damaged or does not apply, saying which
   */
  static Zone replay(Sql sql, int zoneId, Zone zone, long firstNumber, int count)
      throws SQLException {
    Zone current = zone;
    for (int done = 0; done < count; done += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, count - done);
      for (byte[] packed : read(sql, zoneId, firstNumber + done, rows)) {
        current = apply(current, packed);
      }
    }
    return current;
  }

  private static List<byte[]> read(Sql sql, int zoneId, long number, int rows) throws SQLException {
    List<Parts.Part> parts =
        sql.list(
            "SELECT number, part, octets, checksum FROM zone_difference WHERE domain_id = ?"
                + " AND number >= ? AND number < ? ORDER BY number, part",
            Parts.Part::of,
            zoneId,
            number,
            number + rows);
    return Parts.join(parts, number, rows);
  }

  private static Zone apply(Zone zone, byte[] packed) {
    IntakePolicy unlimited =
        new IntakePolicy(packed[0] != 0, false, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    Difference difference = unpack(packed);
    if (ZonePatch.apply(zone, difference, unlimited) instanceof PatchResult.Patched patched) {
      return patched.zone();
    }
    throw new IllegalArgumentException(
        "the difference from serial %d to %d does not apply"
            .formatted(difference.fromSerial(), difference.toSerial()));
  }

  private static Difference unpack(byte[] packed) {
    int removedOctets = packed.length < HEAD_OCTETS ? -1 : Octets.i32(packed, 9);
    if (removedOctets < 0 || removedOctets > packed.length - HEAD_OCTETS) {
      throw new IllegalArgumentException("a difference is cut off");
    }
    int added = HEAD_OCTETS + removedOctets;
    return new Difference(
        Octets.u32(packed, 1),
        Octets.u32(packed, 5),
        RecordList.of(Arrays.copyOfRange(packed, HEAD_OCTETS, added)),
        RecordList.of(Arrays.copyOfRange(packed, added, packed.length)));
  }

  /** Deletes the differences up to a number. */
  static void deleteUpTo(Sql sql, int zoneId, long number) throws SQLException {
    sql.update("DELETE FROM zone_difference WHERE domain_id = ? AND number <= ?", zoneId, number);
  }

  /** Octets of all differences of a zone in the database. */
  static long octetsStored(Sql sql, int zoneId) throws SQLException {
    return sql.first(
            "SELECT COALESCE(SUM(LENGTH(octets)), 0) FROM zone_difference WHERE domain_id = ?",
            row -> row.getLong(1),
            zoneId)
        .orElseThrow();
  }
}
