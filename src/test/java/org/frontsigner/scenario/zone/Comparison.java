package org.frontsigner.scenario.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    Map<String, Integer> surplus = new TreeMap<>();
    ours.records().forEach(record -> count(surplus, record, 1));
    theirs.records().forEach(record -> count(surplus, record, -1));
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : surplus.entrySet()) {
      if (entry.getValue() != 0 && lines.size() < SHOWN) {
        lines.add((entry.getValue() > 0 ? "ours alone:   " : "theirs alone: ") + entry.getKey());
      }
    }
    return lines;
  }

  private static void count(Map<String, Integer> surplus, Record record, int by) {
    if (!(record instanceof RRSIGRecord signature
        && signature.getTypeCovered() == Type.NSEC3PARAM)) {
      surplus.merge(line(record), by, Integer::sum);
    }
  }

  /** A record as text in canonical form: names in lower case where RFC 4034, 6.2 has them so. */
  public static String line(Record record) {
    long ttl = record.getType() == Type.NSEC3PARAM ? 0 : record.getTTL();
    Name owner = record.getName().canonicalize();
    byte[] rdata = record.rdataToWireCanonical();
    return Record.newRecord(owner, record.getType(), record.getDClass(), ttl, rdata).toString();
  }
}
