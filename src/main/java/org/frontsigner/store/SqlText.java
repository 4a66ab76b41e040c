package org.frontsigner.store;

import java.util.Map;
import org.frontsigner.bridge.Records;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/**
 * Names and rdata as PowerDNS writes them into its tables: names in lower case without their last
 * dot, only dots, backslashes and what does not print escaped; names in rdata without their last
 * dot; the priority of MX and SRV in a column of its own.
 */
final class SqlText {
  /** Which fields of a type's text are names, from 0. */
  private static final Map<Integer, int[]> NAME_FIELDS =
      Map.ofEntries(
          Map.entry(RrType.NS, new int[] {0}),
          Map.entry(RrType.MD, new int[] {0}),
          Map.entry(RrType.MF, new int[] {0}),
          Map.entry(RrType.CNAME, new int[] {0}),
          Map.entry(RrType.SOA, new int[] {0, 1}),
          Map.entry(RrType.MB, new int[] {0}),
          Map.entry(RrType.MG, new int[] {0}),
          Map.entry(RrType.MR, new int[] {0}),
          Map.entry(RrType.PTR, new int[] {0}),
          Map.entry(RrType.MINFO, new int[] {0, 1}),
          Map.entry(RrType.MX, new int[] {1}),
          Map.entry(RrType.RP, new int[] {0, 1}),
          Map.entry(RrType.AFSDB, new int[] {1}),
          Map.entry(RrType.RT, new int[] {1}),
          Map.entry(RrType.PX, new int[] {1, 2}),
          Map.entry(RrType.SRV, new int[] {3}),
          Map.entry(RrType.NAPTR, new int[] {5}),
          Map.entry(RrType.KX, new int[] {1}),
          Map.entry(RrType.DNAME, new int[] {0}),
          Map.entry(RrType.RRSIG, new int[] {7}),
          Map.entry(RrType.LP, new int[] {1}),
          Map.entry(RrType.SVCB, new int[] {1}),
          Map.entry(RrType.HTTPS, new int[] {1}));

  private SqlText() {}

  /** What the columns {@code content} and {@code prio} hold of a record. */
  record Content(String text, int priority) {}

  static String name(DomainName name) {
    if (name.isRoot()) {
      return ".";
    }
    byte[] octets = name.octets();
    StringBuilder text = new StringBuilder(octets.length + 8);
    for (int at = 0; octets[at] != 0; at += octets[at] + 1) {
      if (at > 0) {
        text.append('.');
      }
      label(octets, at, text);
    }
    return text.toString();
  }

  /** The labels of a name below an apex, outermost first, separated by blanks. */
  static String reversed(DomainName name, DomainName apex) {
    byte[] octets = name.octets();
    int end = octets.length - apex.length();
    String text = "";
    for (int at = 0; at < end; at += octets[at] + 1) {
      StringBuilder label = new StringBuilder();
      label(octets, at, label);
      text = text.isEmpty() ? label.toString() : label + " " + text;
    }
    return text;
  }

  private static void label(byte[] octets, int at, StringBuilder text) {
    for (int i = at + 1; i <= at + octets[at]; i++) {
      int octet = DomainName.toLowerCase(octets[i]) & 0xff;
      if (octet == '.' || octet == '\\') {
        text.append('\\').append((char) octet);
      } else if (octet > ' ' && octet < 0x7f) {
        text.append((char) octet);
      } else {
        text.append("\\%03d".formatted(octet));
      }
    }
  }

  static Content content(int type, byte[] rdata) {
    String text = Records.text(type, rdata);
    int[] nameFields = NAME_FIELDS.get(type);
    if (nameFields != null && !text.startsWith("\\#")) {
      text = withoutLastDots(text, nameFields);
    }
    boolean hasPriority = (type == RrType.MX || type == RrType.SRV) && !text.startsWith("\\#");
    if (!hasPriority) {
      return new Content(text, 0);
    }
    int blank = text.indexOf(' ');
    return new Content(text.substring(blank + 1), Integer.parseInt(text.substring(0, blank)));
  }

  private static String withoutLastDots(String text, int[] nameFields) {
    StringBuilder result = new StringBuilder(text.length());
    int from = 0;
    int next = 0;
    for (int field = 0; from < text.length(); field++) {
      int end = fieldEnd(text, from);
      boolean isName = next < nameFields.length && nameFields[next] == field;
      boolean dotted = isName && end - from > 1 && text.charAt(end - 1) == '.';
      next += isName ? 1 : 0;
      result.append(text, from, dotted ? end - 1 : end);
      if (end < text.length()) {
        result.append(' ');
      }
      from = end + 1;
    }
    return result.toString();
  }

  /** Where a field ends: at a blank that is in no quotes. */
  private static int fieldEnd(String text, int from) {
    boolean quoted = false;
    int at = from;
    while (at < text.length() && (quoted || text.charAt(at) != ' ')) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '"') {
        quoted = !quoted;
      }
      at++;
    }
    return Math.min(at, text.length());
  }
}
