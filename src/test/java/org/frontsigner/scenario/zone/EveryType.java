package org.frontsigner.scenario.zone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * A zone with a name for each record of {@code bridge/records.psv}: every type that BIND, dnsjava
 * or ldns has a text for, and unknown ones. Names inside rdata have small letters and capitals.
 * Octets come from the file and go to the master file as they are, past every reader.
 */
public final class EveryType {
  /** The apex. */
  public static final Name ORIGIN = ZoneData.name("types.example");

  // What stands at the apex only, what is ours to make, and what BIND does not load: a DS needs NS
  // beside it, and MD and MF are obsolete.
  private static final Set<String> LEFT_OUT =
      Set.of("SOA", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "DNSKEY", "DS", "MD", "MF");
  // BIND 9.18 has no name for some, and ldns 1.8.3 takes a name that it does not know for type 0.
  private static final Map<String, String> UNNAMED =
      Map.of(
          "NINFO", "TYPE56",
          "RKEY", "TYPE57",
          "DSYNC", "TYPE66",
          "AVC", "TYPE258",
          "DOA", "TYPE259",
          "AMTRELAY", "TYPE260",
          "RESINFO", "TYPE261",
          "WALLET", "TYPE262",
          "TA", "TYPE32768");
  private static final String SMALL = "076578616d706c6500";
  private static final String MIXED = "076558614d506c4500";

  private EveryType() {}

  /**
   * One record, with a TTL of one hour.
   *
   * @param type the mnemonic that BIND 9.18 knows, or TYPE and the number
   * @param rdata octets in hexadecimal
   */
  public record Entry(Name owner, String type, String rdata) {
    /** The line of a master file (RFC 3597, 5). */
    public String line() {
      return "%s 3600 IN %s \\# %d %s".formatted(owner, type, rdata.length() / 2, rdata);
    }
  }

  /** All records but the apex's. */
  public static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (String line : samples()) {
      String mnemonic = line.substring(0, line.indexOf('|'));
      String type = UNNAMED.getOrDefault(mnemonic, mnemonic);
      String rdata = line.substring(line.lastIndexOf('|') + 1).toLowerCase(Locale.ROOT);
      if (!LEFT_OUT.contains(type)) {
        Name owner = ZoneData.name("r" + entries.size() + "." + type + "." + ORIGIN);
        entries.add(new Entry(owner, type, rdata.replace(SMALL, MIXED)));
      }
    }
    return entries;
  }

  /** Writes the zone's master file, with further records behind. */
  public static Path write(Path file, long serial, Collection<? extends Record> more) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ORIGIN
            + " 3600 IN SOA nS1.tYPES.eXAMPLE. hOST.eXAMPLE. "
            + serial
            + " 3600 600 604800 300");
    lines.add(ORIGIN + " 3600 IN NS nS1.tYPES.eXAMPLE.");
    lines.add("ns1." + ORIGIN + " 3600 IN A 192.0.2.53");
    entries().forEach(entry -> lines.add(entry.line()));
    more.forEach(record -> lines.add(record.toString()));
    try {
      return Files.write(file, lines);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static List<String> samples() {
    Path file =
        TestZones.project().resolve("src/test/resources/org/frontsigner/bridge/records.psv");
    try (var lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      return lines.filter(line -> !line.startsWith("# ")).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
