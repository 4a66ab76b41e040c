package org.frontsigner.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.Octets;
import org.frontsigner.zone.PackedChunk;
import org.frontsigner.zone.PackedIndex;

/**
 * The table zone_chunk: the packed names of a zone. A row holds several chunks, each after its
 * length, since rows of a few KiB cost more to write and read than their octets; a row that is
 * longer than a value may be goes over parts.
 */
final class ChunkRows {
  /** A row ends with the chunk that brings it to so many octets. */
  static final int ROW_OCTETS_AIM = 96 * 1024;

  /** H2 takes 1 MiB in a value. */
  static final int PART_OCTETS_MAX = 512 * 1024;

  /** Octets that one transaction writes, or one query reads, at most about. */
  static final int SLICE_OCTETS = 16 << 20;

  private static final int LENGTH_OCTETS = 4;

  private ChunkRows() {}

  /** Some chunks of an index, from one number to another, that one transaction writes. */
  record Slice(int from, int to) {}

  static List<Slice> slices(PackedIndex index) {
    List<Slice> slices = new ArrayList<>();
    int from = 0;
    long octets = 0;
    for (int number = 0; number < index.chunkCount(); number++) {
      octets += LENGTH_OCTETS + index.chunk(number).octets().length;
      if (octets >= SLICE_OCTETS || number + 1 == index.chunkCount()) {
        slices.add(new Slice(from, number + 1));
        from = number + 1;
        octets = 0;
      }
    }
    return slices;
  }

  /** Writes a slice in rows from {@code firstRow} on; returns the number after the last row. */
  static int write(
      Sql sql, int zoneId, long generation, PackedIndex index, Slice slice, int firstRow)
      throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    int row = firstRow;
    int from = slice.from();
    long octets = 0;
    for (int number = from; number < slice.to(); number++) {
      octets += LENGTH_OCTETS + index.chunk(number).octets().length;
      if (octets >= ROW_OCTETS_AIM || number + 1 == slice.to()) {
        byte[] packed = pack(index, from, number + 1, Math.toIntExact(octets));
        Parts.split(packed, PART_OCTETS_MAX, rows, zoneId, generation, row++);
        from = number + 1;
        octets = 0;
      }
    }
    sql.batch(
        "INSERT INTO zone_chunk (domain_id, generation, number, part, octets, checksum)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        rows);
    return row;
  }

  private static byte[] pack(PackedIndex index, int from, int to, int length) {
    byte[] packed = new byte[length];
    int at = 0;
    for (int number = from; number < to; number++) {
      byte[] octets = index.chunk(number).octets();
      Octets.putU32(packed, at, octets.length);
      System.arraycopy(octets, 0, packed, at + LENGTH_OCTETS, octets.length);
      at += LENGTH_OCTETS + octets.length;
    }
    return packed;
  }

  /**
   * Reads all rows of a generation.
   *
   * @throws IllegalArgumentException when they are damaged, saying how
   */
  static PackedIndex read(Sql sql, int zoneId, long generation, int rowCount) throws SQLException {
    List<PackedChunk> chunks = new ArrayList<>();
    int step = Math.max(1, SLICE_OCTETS / ROW_OCTETS_AIM);
    for (int row = 0; row < rowCount; row += step) {
      int rows = Math.min(step, rowCount - row);
      for (byte[] packed : slice(sql, zoneId, generation, row, rows)) {
        unpack(packed, chunks);
      }
    }
    return PackedIndex.of(chunks);
  }

  private static List<byte[]> slice(Sql sql, int zoneId, long generation, int row, int rows)
      throws SQLException {
    List<Parts.Part> parts =
        sql.list(
            "SELECT number, part, octets, checksum FROM zone_chunk WHERE domain_id = ?"
                + " AND generation = ? AND number >= ? AND number < ? ORDER BY number, part",
            Parts.Part::of,
            zoneId,
            generation,
            row,
            row + rows);
    return Parts.join(parts, row, rows);
  }

  private static void unpack(byte[] packed, List<PackedChunk> chunks) {
    int at = 0;
    while (at < packed.length) {
      int length = at + LENGTH_OCTETS <= packed.length ? Octets.i32(packed, at) : -1;
      int from = at + LENGTH_OCTETS;
      if (length < 0 || length > packed.length - from) {
        throw new IllegalArgumentException("a row of chunks is cut off");
      }
      chunks.add(PackedChunk.of(Arrays.copyOfRange(packed, from, from + length)));
      at = from + length;
    }
  }

  /** Deletes some rows of generations from one number up to another; false when there are none. */
  static boolean deleteSome(Sql sql, int zoneId, long generationFrom, long generationTo)
      throws SQLException {
    Optional<long[]> first =
        sql.first(
            "SELECT generation, number FROM zone_chunk WHERE domain_id = ? AND generation >= ?"
                + " AND generation < ? ORDER BY domain_id, generation, number LIMIT 1",
            row -> new long[] {row.getLong(1), row.getLong(2)},
            zoneId,
            generationFrom,
            generationTo);
    if (first.isEmpty()) {
      return false;
    }
    sql.update(
        "DELETE FROM zone_chunk WHERE domain_id = ? AND generation = ? AND number >= ?"
            + " AND number < ?",
        zoneId,
        first.get()[0],
        first.get()[1],
        first.get()[1] + SLICE_OCTETS / ROW_OCTETS_AIM);
    return true;
  }

  /** Deletes all rows of the zone that are of older generations. */
  static void deleteOlder(Sql sql, int zoneId, long generation) throws SQLException {
    sql.update("DELETE FROM zone_chunk WHERE domain_id = ? AND generation < ?", zoneId, generation);
  }

  /** Deletes all rows of the zone that are of other generations. */
  static void deleteAllOthers(Sql sql, int zoneId, long generation) throws SQLException {
    sql.update(
        "DELETE FROM zone_chunk WHERE domain_id = ? AND generation <> ?", zoneId, generation);
  }
}
