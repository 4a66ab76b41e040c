package org.frontsigner.store.powerdns;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.frontsigner.bridge.Records;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** What a row of PowerDNS' table records stands for. */
public final class RowRdata {
  /** Types that PowerDNS alone has, and answers by computing something. */
  private static final Set<String> COMPUTED = Set.of("ALIAS", "LUA", "URL", "CURL", "MBOXFW");

  /** What PowerDNS takes where a SOA does not say: refresh, retry, expire, minimum. */
  private static final String[] SOA_USUAL = {"0", "10800", "3600", "604800", "3600"};

  private static final int SOA_NAMES = 2;
  private static final long TTL_SECONDS_MAX = Integer.MAX_VALUE;

  private RowRdata() {}

  /**
   * The type of a row.
   *
   * @throws IllegalArgumentException when it is none that can be served
   */
  public static int type(PowerDnsRecord row) {
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

  /**
   * The name of a row.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static DomainName name(PowerDnsRecord row) {
    return DomainName.parse(row.name().isEmpty() ? "." : escaped(row.name()));
  }

  /**
   * The rdata of a row.
   *
   * @throws IllegalArgumentException when it is none of the type, or the TTL is out of range
   */
  public static byte[] rdata(PowerDnsRecord row, int type) {
    if (row.ttlSeconds() < 0 || row.ttlSeconds() > TTL_SECONDS_MAX) {
      throw new IllegalArgumentException(
          "its ttl %d is not from 0 to %d".formatted(row.ttlSeconds(), TTL_SECONDS_MAX));
    }
    return Records.rdata(type, escaped(content(row)), DomainName.ROOT);
  }

  private static String content(PowerDnsRecord row) {
    return switch (row.type()) {
      case "MX" -> withPriority(row, 2);
      case "SRV" -> withPriority(row, 4);
      case "SOA" -> wholeSoa(row.content());
      default -> row.content();
    };
  }

  /** Some write the priority into the content, as other types have theirs. */
  private static String withPriority(PowerDnsRecord row, int fields) {
    boolean isWhole =
        row.priority() == 0 && row.content().strip().split("\\s+", -1).length == fields;
    return isWhole ? row.content() : row.priority() + " " + row.content();
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
}
