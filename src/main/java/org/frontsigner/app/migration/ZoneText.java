package org.frontsigner.app.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.frontsigner.bridge.MasterFile;
import org.frontsigner.bridge.Records;
import org.frontsigner.store.powerdns.PowerDnsRecord;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** A master file made of rows of PowerDNS' table records. For one zone; not thread-safe. */
final class ZoneText {
  /** Types that PowerDNS alone has, and answers by computing something. */
  private static final Set<String> COMPUTED = Set.of("ALIAS", "LUA", "URL", "CURL", "MBOXFW");

  /** What PowerDNS takes where a SOA does not say: refresh, retry, expire, minimum. */
  private static final String[] SOA_USUAL = {"0", "10800", "3600", "604800", "3600"};

  private static final int SOA_NAMES = 2;

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
      int type = type(row);
      byte[] rdata = Records.rdata(type, escaped(content(row)), DomainName.ROOT);
      MasterFile.write(text, DomainName.parse(escaped(row.name())), type, row.ttlSeconds(), rdata);
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

  private static int type(PowerDnsRecord row) {
    if (COMPUTED.contains(row.type())) {
      throw new IllegalArgumentException(
          "PowerDNS alone computes answers from it; put what it stands for in its place first");
    }
    int type = RrType.of(row.type());
    if (type < 0) {
      throw new IllegalArgumentException("there is no such type");
    }
    return type;
  }

  private static String content(PowerDnsRecord row) {
    return switch (row.type()) {
      case "MX", "SRV" -> row.priority() + " " + row.content();
      case "SOA" -> wholeSoa(row.content());
      default -> row.content();
    };
  }

  private static String wholeSoa(String content) {
    String[] fields = content.strip().split("\\s+", -1);
    StringBuilder whole = new StringBuilder(content.strip());
    for (int i = Math.max(0, fields.length - SOA_NAMES); i < SOA_USUAL.length; i++) {
      whole.append(' ').append(SOA_USUAL[i]);
    }
    return whole.toString();
  }

  /** Octets that are no ASCII as a master file has them: \ddd. */
  static String escaped(String text) {
    boolean isPlain = text.chars().allMatch(character -> character < 0x7f);
    if (isPlain) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= 0 && octet < 0x7f) {
        result.append((char) octet);
      } else {
        result.append("\\%03d".formatted(octet & 0xff));
      }
    }
    return result.toString();
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
