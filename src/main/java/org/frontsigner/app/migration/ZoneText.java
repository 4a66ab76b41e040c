package org.frontsigner.app.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.frontsigner.bridge.MasterFile;
import org.frontsigner.store.powerdns.PowerDnsRecord;
import org.frontsigner.store.powerdns.RowRdata;

/** A master file made of rows of PowerDNS' table records. For one zone; not thread-safe. */
final class ZoneText {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Integer> countByType = new TreeMap<>();
  private final long octetsMax;
  private int count;

  ZoneText(long octetsMax) {
    this.octetsMax = octetsMax;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it is no record that can be served; the message names it
   */
  void add(PowerDnsRecord row) {
    try {
      int type = RowRdata.type(row);
      byte[] rdata = RowRdata.rdata(row, type);
      MasterFile.write(text, RowRdata.name(row), type, row.ttlSeconds(), rdata);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "row %d of records, %s %s, can't be taken: %s"
              .formatted(row.id(), row.name(), row.type(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (text.length() > octetsMax) {
      throw new IllegalArgumentException(
          "its records are more than the " + octetsMax + " octets of text that one zone may have");
    }
    countByType.merge(row.type(), 1, Integer::sum);
    count++;
  }

  int count() {
    return count;
  }

  int count(String type) {
    return countByType.getOrDefault(type, 0);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
