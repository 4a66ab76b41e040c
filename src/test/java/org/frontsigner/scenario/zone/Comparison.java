package org.frontsigner.scenario.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Compares two zones record for record, in canonical form, as sorted lists. */
public final class Comparison {
  private static final int SHOWN = 10;

  private Comparison() {}

  /**
   * What is in one and not in the other: the first ten lines of it, none when they are equal. Left
   * out are the TTL of NSEC3PARAM and its signature, for which every signer has a habit of its own.
   */
  public static List<String> differences(ZoneData ours, ZoneData theirs) {
    return differences(ours, theirs, record -> isLeftOut(record) ? "" : line(record));
  }

  /** The same of each record's form, an empty one for what is left out. */
  public static List<String> differences(
      ZoneData ours, ZoneData theirs, Function<Record, String> form) {
    Map<String, Integer> surplus = new TreeMap<>();
    ours.records().forEach(record -> surplus.merge(form.apply(record), 1, Integer::sum));
    theirs.records().forEach(record -> surplus.merge(form.apply(record), -1, Integer::sum));
    surplus.remove("");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : surplus.entrySet()) {
      if (entry.getValue() != 0 && lines.size() < SHOWN) {
        lines.add((entry.getValue() > 0 ? "ours alone:   " : "theirs alone: ") + entry.getKey());
      }
    }
    return lines;
  }

  private static boolean isLeftOut(Record record) {
    return record instanceof RRSIGRecord signature && signature.getTypeCovered() == Type.NSEC3PARAM;
  }

  /** A record as text in canonical form: names in lower case where RFC 4034, 6.2 has them so. */
  public static String line(Record record) {
    long ttl = record.getType() == Type.NSEC3PARAM ? 0 : record.getTTL();
    Name owner = record.getName().canonicalize();
    byte[] rdata = record.rdataToWireCanonical();
    return Record.newRecord(owner, record.getType(), record.getDClass(), ttl, rdata).toString();
  }
}
