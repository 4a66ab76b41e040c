package org.frontsigner.scenario.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A record of an answer in canonical form (RFC 4034, 6.2). Immutable.
 *
 * @param rdata its octets, in hexadecimal digits
 */
public record Entry(Name owner, int type, long ttl, String rdata) implements Comparable<Entry> {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::owner)
          .thenComparingInt(Entry::type)
          .thenComparing(Entry::rdata)
          .thenComparingLong(Entry::ttl);

  static Entry of(Record record) {
    String rdata = HexFormat.of().formatHex(record.rdataToWireCanonical());
    return new Entry(record.getName().canonicalize(), record.getType(), record.getTTL(), rdata);
  }

  /** The record as dnsjava has it. */
  public Record record() {
    return Record.newRecord(owner, type, DClass.IN, ttl, HexFormat.of().parseHex(rdata));
  }

  Entry withOwner(Name other) {
    return new Entry(other, type, ttl, rdata);
  }

  Entry withTtl(long other) {
    return new Entry(owner, type, other, rdata);
  }

  /** The type that a signature is for; the type itself of everything else. */
  public int covered() {
    return type == Type.RRSIG ? Integer.parseInt(rdata.substring(0, 4), 16) : type;
  }

  /** What one list has more than another. */
  static List<Entry> surplus(List<Entry> of, List<Entry> over) {
    List<Entry> rest = new ArrayList<>(of);
    over.forEach(rest::remove);
    return rest;
  }

  @Override
  public int compareTo(Entry other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return record().toString();
  }
}
