package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values that are longer than a database takes, in parts, each with its checksum. */
final class Parts {
  private Parts() {}

  /** A part of a numbered value. */
  record Part(long number, int part, byte[] octets, long checksum) {
    static Part of(ResultSet row) throws SQLException {
      return new Part(
          row.getLong("number"),
          row.getInt("part"),
          row.getBytes("octets"),
          row.getLong("checksum"));
    }
  }

  /** Adds a row for each part: the head, the part's number, octets, checksum. */
  static void split(byte[] value, int partOctetsMax, List<Object[]> rows, Object... head) {
    int part = 0;
    int from = 0;
    do {
      byte[] octets =
          value.length <= partOctetsMax
              ? value
              : Arrays.copyOfRange(value, from, Math.min(from + partOctetsMax, value.length));
      Object[] row = Arrays.copyOf(head, head.length + 3);
      row[head.length] = part++;
      row[head.length + 1] = octets;
      row[head.length + 2] = DurableFile.checksum(octets);
      rows.add(row);
      from += octets.length;
    } while (from < value.length);
  }

  /**
   * The values of parts that come in order.
   *
   * @throws IllegalArgumentException when a value is missing or damaged
   */
  static List<byte[]> join(List<Part> parts, long firstNumber, int count) {
    List<byte[]> values = new ArrayList<>();
    int next = 0;
    while (next < parts.size()) {
      int end = next + 1;
      while (end < parts.size() && parts.get(end).number() == parts.get(next).number()) {
        end++;
      }
      checkNumber(parts.get(next).number(), firstNumber + values.size());
      values.add(value(parts.subList(next, end)));
      next = end;
    }
    if (values.size() != count) {
      throw new IllegalArgumentException(
          "%d rows from number %d are there, not %d".formatted(values.size(), firstNumber, count));
    }
    return values;
  }

  private static void checkNumber(long there, long expected) {
    if (there != expected) {
      throw new IllegalArgumentException("row " + expected + " is missing");
    }
  }

  private static byte[] value(List<Part> parts) {
    int length = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.part() != i || part.checksum() != DurableFile.checksum(part.octets())) {
        throw new IllegalArgumentException("row " + part.number() + " is damaged");
      }
      length += part.octets().length;
    }
    if (parts.size() == 1) {
      return parts.get(0).octets();
    }
    byte[] value = new byte[length];
    int at = 0;
    for (Part part : parts) {
      System.arraycopy(part.octets(), 0, value, at, part.octets().length);
      at += part.octets().length;
    }
    return value;
  }
}
