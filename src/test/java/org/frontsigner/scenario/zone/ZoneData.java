package org.frontsigner.scenario.zone;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * The records of a zone. Immutable.
 *
 * @param origin the apex
 * @param records all records, the SOA record once
 */
public record ZoneData(Name origin, List<Record> records) {
  private static final long TTL_SECONDS = 3600;
  private static final Set<Integer> PLAIN = Set.of(Type.NS, Type.A, Type.AAAA, Type.CNAME);

  public ZoneData {
    records = List.copyOf(records);
  }

  /** Reads a master file. */
  public static ZoneData read(Path file, Name origin) {
    try (Master master = new Master(file.toString(), origin)) {
      List<Record> records = new ArrayList<>();
      for (Record next = master.nextRecord(); next != null; next = master.nextRecord()) {
        records.add(next);
      }
      return new ZoneData(origin, records);
    } catch (IOException broken) {
      throw new UncheckedIOException(file + ": " + broken.getMessage(), broken);
    }
  }

  /**
   * A small zone: SOA, NS and its address, and the records of the lines {@code OWNER TYPE RDATA},
   * relative to the zone.
   */
  public static ZoneData of(String zone, long serial, String... lines) {
    Name origin = name(zone);
    List<Record> records = new ArrayList<>();
    records.add(record(origin, "@ SOA ns1 hostmaster " + serial + " 3600 600 1209600 300"));
    records.add(record(origin, "@ NS ns1"));
    records.add(record(origin, "ns1 A 127.0.0.1"));
    Stream.of(lines).map(line -> record(origin, line)).forEach(records::add);
    return new ZoneData(origin, records);
  }

  /** A name; a missing last dot is added. */
  public static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }

  /** The name without its last dot, as a user types it. */
  public String zone() {
    return origin.toString(true);
  }

  public SOARecord soa() {
    return records.stream()
        .filter(SOARecord.class::isInstance)
        .map(SOARecord.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(origin + " has no SOA record"));
  }

  public long serial() {
    return soa().getSerial();
  }

  /** The delegations that no other delegation and no DNAME hides. */
  public List<Name> cuts() {
    return new ZoneModel(this).cuts();
  }

  /** The same data at another serial. */
  public ZoneData withSerial(long serial) {
    SOARecord old = soa();
    SOARecord next =
        new SOARecord(
            old.getName(),
            old.getDClass(),
            old.getTTL(),
            old.getHost(),
            old.getAdmin(),
            serial,
            old.getRefresh(),
            old.getRetry(),
            old.getExpire(),
            old.getMinimum());
    return mapped(record -> record.getType() == Type.SOA ? next : record);
  }

  /**
   * One serial further, with these records added, each {@code OWNER TYPE RDATA} relative to the
   * zone.
   */
  public ZoneData next(String... lines) {
    List<Record> all = new ArrayList<>(records);
    Stream.of(lines).map(line -> record(origin, line)).forEach(all::add);
    return new ZoneData(origin, all).withSerial((serial() + 1) & 0xFFFF_FFFFL);
  }

  /** Without the records that the predicate holds for. */
  public ZoneData without(Predicate<Record> unwanted) {
    return new ZoneData(origin, records.stream().filter(unwanted.negate()).toList());
  }

  /** With more records. */
  public ZoneData with(List<? extends Record> more) {
    return new ZoneData(origin, Stream.concat(records.stream(), more.stream()).toList());
  }

  /** The record with another TTL. */
  public static Record withTtl(Record record, long ttlSeconds) {
    return Record.newRecord(
        record.getName(), record.getType(), record.getDClass(), ttlSeconds, rdata(record));
  }

  /** Each record replaced by the function's result. */
  public ZoneData mapped(UnaryOperator<Record> change) {
    return new ZoneData(origin, records.stream().map(change).toList());
  }

  /**
   * Writes one record a line with absolute names, the SOA record first. All but the plainest types
   * are written in the form of RFC 3597, which every reader takes for every type; their own texts
   * they do not agree about.
   */
  public void write(Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
      out.write(soa() + "\n");
      for (Record record : records) {
        if (record.getType() != Type.SOA) {
          out.write(line(record) + "\n");
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String line(Record record) {
    String owner = escaped(record.getName());
    if (PLAIN.contains(record.getType())) {
      String type = Type.string(record.getType());
      return "%s %d IN %s %s".formatted(owner, record.getTTL(), type, record.rdataToString());
    }
    byte[] rdata = rdata(record);
    return "%s %d IN TYPE%d \\# %d %s"
        .formatted(
            owner,
            record.getTTL(),
            record.getType(),
            rdata.length,
            HexFormat.of().formatHex(rdata));
  }

  // Knot takes few octets in a name but as numbers, whatever other programs write.
  private static String escaped(Name name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.labels() - 1; i++) {
      byte[] label = name.getLabel(i);
      for (int at = 1; at < label.length; at++) {
        int octet = label[at] & 0xff;
        text.append(isPlain(octet) ? (char) octet + "" : "\\%03d".formatted(octet));
      }
      text.append('.');
    }
    return text.toString();
  }

  private static boolean isPlain(int octet) {
    return octet < 0x80 && (Character.isLetterOrDigit(octet) || "-_*/".indexOf(octet) >= 0);
  }

  /** The octets of the rdata, letter case kept. */
  public static byte[] rdata(Record record) {
    byte[] wire = record.toWire(Section.ANSWER);
    int fixed = 10;
    return Arrays.copyOfRange(wire, record.getName().length() + fixed, wire.length);
  }

  /**
   * A record of the line {@code OWNER TYPE RDATA}, relative to the origin, with a TTL of one hour.
   */
  public static Record record(Name origin, String line) {
    String[] words = line.split("\\s+", 3);
    try {
      Name owner = words[0].equals("@") ? origin : Name.fromString(words[0], origin);
      return Record.fromString(
          owner, Type.value(words[1]), DClass.IN, TTL_SECONDS, words[2], origin);
    } catch (IOException wrong) {
      throw new IllegalArgumentException(line, wrong);
    }
  }
}
