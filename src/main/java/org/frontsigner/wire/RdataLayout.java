package org.frontsigner.wire;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the names are inside the rdata of each type, and what the rest must look like: the one
 * table for compression (RFC 1035, 4.1.4; RFC 3597, 4), lower-casing in canonical form (RFC 4034,
 * 6.2; RFC 6840, 5.1) and the check of rdata that comes from strangers.
 *
 * <p>A layout is a text of fields:
 *
 * <ul>
 *   <li>{@code 1 2 4 6 8}: so many octets; {@code x}: sixteen;
 *   <li>{@code C}: a name, compressed when written, lower-cased in canonical form;
 *   <li>{@code L}: a name, never compressed when written, lower-cased in canonical form;
 *   <li>{@code U}: a name, never compressed, its letter case kept in canonical form;
 *   <li>{@code s}: one character string; {@code S}: one or more, to the end;
 *   <li>{@code *}: any octets, to the end;
 *   <li>{@code A}: prefix length, address suffix and, where due, the name of an A6 record.
 * </ul>
 */
public final class RdataLayout {
  private static final Map<Integer, String> TABLE = table();
  private static final RdataLayout OPAQUE = new RdataLayout("*");
  private static final RdataLayout DELEGATION_SIGNER = new RdataLayout("211*");
  private static final RdataLayout[] LOW_TYPES = new RdataLayout[264];

  static {
    for (int type = 0; type < LOW_TYPES.length; type++) {
      LOW_TYPES[type] = make(type);
    }
  }

  private final String fields;
  private final boolean lowerCased;
  private final boolean compressed;
  private final boolean compressible;

  private RdataLayout(String fields) {
    this.fields = fields;
    this.compressed = fields.indexOf('C') >= 0;
    this.compressible = compressed || fields.indexOf('L') >= 0;
    this.lowerCased = compressible || fields.indexOf('A') >= 0;
  }

  /** The layout of a type; types without names, and unknown ones (RFC 3597), are opaque. */
  public static RdataLayout of(int type) {
    if (type < LOW_TYPES.length) {
      return LOW_TYPES[type];
    }
    return type == RrType.TA || type == RrType.DLV ? DELEGATION_SIGNER : OPAQUE;
  }

  private static RdataLayout make(int type) {
    String fields = TABLE.get(type);
    return fields == null ? OPAQUE : new RdataLayout(fields);
  }

  /** The fields as described above. */
  public String fields() {
    return fields;
  }

  /** Whether canonical form lower-cases anything in it. */
  public boolean hasLowerCasedNames() {
    return lowerCased;
  }

  /** Whether names in it are compressed when a message is written. */
  public boolean hasCompressedNames() {
    return compressed;
  }

  /**
   * Whether names in it are decompressed when a message is read. RFC 3597, 4, asks for that in the
   * old types that were sent compressed once; only those that canonical form lower-cases can be.
   */
  public boolean mayArriveCompressed() {
    return compressible;
  }

  /** Whether these octets, names uncompressed, are a possible rdata of the type. */
  public boolean fits(byte[] octets, int from, int length) {
    int end = from + length;
    int at = from;
    for (int i = 0; i < fields.length(); i++) {
      at = fieldEnd(fields.charAt(i), octets, at, end);
      if (at < 0 || at > end) {
        return false;
      }
    }
    return at == end;
  }

  /** Lower-cases, in place, the names that canonical form lower-cases; the octets must fit. */
  public void lowerCaseNames(byte[] octets, int from, int length) {
    if (!lowerCased) {
      return;
    }
    int end = from + length;
    int at = from;
    for (int i = 0; i < fields.length(); i++) {
      char field = fields.charAt(i);
      int next = fieldEnd(field, octets, at, end);
      lowerCase(octets, nameAt(field, octets, at, next), next);
      at = next;
    }
  }

  private static void lowerCase(byte[] octets, int from, int to) {
    for (int i = from; i < to; i++) {
      octets[i] = DomainName.toLowerCase(octets[i]);
    }
  }

  /** Compares two rdatas that fit as if their names were lower-cased, without doing it. */
  int compareCanonical(byte[] a, byte[] b) {
    int at = 0;
    for (int i = 0; i < fields.length() && at < b.length; i++) {
      char field = fields.charAt(i);
      int next = Math.min(fieldEnd(field, a, at, a.length), b.length);
      int nameAt = nameAt(field, a, at, next);
      for (; at < next; at++) {
        byte x = at < nameAt ? a[at] : DomainName.toLowerCase(a[at]);
        byte y = at < nameAt ? b[at] : DomainName.toLowerCase(b[at]);
        if (x != y) {
          return Byte.compareUnsigned(x, y);
        }
      }
    }
    return Integer.compare(a.length, b.length);
  }

  /** Where the lower-cased name in a field begins; its end when there is none. */
  private static int nameAt(char field, byte[] octets, int from, int to) {
    return switch (field) {
      case 'C', 'L' -> from;
      case 'A' -> from + a6AddressEnd(octets, from);
      default -> to;
    };
  }

  /** Where the field that starts at {@code at} ends; negative when it is cut off or malformed. */
  public static int fieldEnd(char field, byte[] octets, int at, int end) {
    return switch (field) {
      case 'x' -> at + 16;
      case 'C', 'L', 'U' -> nameEnd(octets, at, end);
      case 's' -> at < end ? at + 1 + (octets[at] & 0xff) : -1;
      case 'S' -> stringsEnd(octets, at, end);
      case 'A' -> a6End(octets, at, end);
      case '*' -> end;
      default -> at + field - '0';
    };
  }

  private static int nameEnd(byte[] octets, int at, int end) {
    int length = DomainName.octetsAt(octets, at);
    return length < 0 || at + length > end ? -1 : at + length;
  }

  private static int stringsEnd(byte[] octets, int from, int end) {
    int at = from;
    do {
      if (at >= end) {
        return -1;
      }
      at += 1 + (octets[at] & 0xff);
    } while (at < end);
    return at;
  }

  private static int a6AddressEnd(byte[] octets, int at) {
    return 1 + (128 - (octets[at] & 0xff) + 7) / 8;
  }

  private static int a6End(byte[] octets, int at, int end) {
    if (at >= end || (octets[at] & 0xff) > 128) {
      return -1;
    }
    int address = at + a6AddressEnd(octets, at);
    return octets[at] == 0 || address > end ? address : nameEnd(octets, address, end);
  }

  private static Map<Integer, String> table() {
    Map<Integer, String> table = new HashMap<>();
    put(table, "4", RrType.A);
    put(table, "x", RrType.AAAA);
    put(table, "C", RrType.NS, RrType.MD, RrType.MF, RrType.CNAME, RrType.MB, RrType.MG);
    put(table, "C", RrType.MR, RrType.PTR);
    put(table, "CC44444", RrType.SOA);
    put(table, "CC", RrType.MINFO);
    put(table, "2C", RrType.MX);
    put(table, "41*", RrType.WKS);
    put(table, "ss", RrType.HINFO);
    put(table, "S", RrType.TXT, RrType.SPF, RrType.ISDN, RrType.NINFO, RrType.AVC);
    put(table, "S", RrType.RESINFO, RrType.WALLET);
    put(table, "s", RrType.X25);
    put(table, "sss", RrType.GPOS);
    put(table, "LL", RrType.RP);
    put(table, "2L", RrType.AFSDB, RrType.RT, RrType.KX);
    put(table, "U", RrType.NSAP_PTR);
    put(table, "2114442L*", RrType.SIG, RrType.RRSIG);
    put(table, "2LL", RrType.PX);
    put(table, "L*", RrType.NXT);
    put(table, "222L", RrType.SRV);
    put(table, "22sssL", RrType.NAPTR);
    put(table, "A", RrType.A6);
    put(table, "L", RrType.DNAME);
    put(table, "211*", RrType.DS, RrType.CDS);
    put(table, "211*", RrType.DNSKEY, RrType.CDNSKEY, RrType.KEY, RrType.RKEY);
    put(table, "221*", RrType.CERT);
    put(table, "11*", RrType.SSHFP);
    put(table, "U*", RrType.NSEC);
    put(table, "111*", RrType.TLSA, RrType.SMIMEA, RrType.IPSECKEY);
    put(table, "112s*", RrType.NSEC3);
    put(table, "112s", RrType.NSEC3PARAM);
    put(table, "UU", RrType.TALINK);
    put(table, "42*", RrType.CSYNC);
    put(table, "411*", RrType.ZONEMD);
    put(table, "2U*", RrType.SVCB, RrType.HTTPS);
    put(table, "212U", RrType.DSYNC);
    put(table, "28", RrType.NID, RrType.L64);
    put(table, "24", RrType.L32);
    put(table, "2U", RrType.LP);
    put(table, "6", RrType.EUI48);
    put(table, "8", RrType.EUI64);
    put(table, "22*", RrType.URI);
    put(table, "1s*", RrType.CAA);
    return table;
  }

  private static void put(Map<Integer, String> table, String fields, int... types) {
    for (int type : types) {
      table.put(type, fields);
    }
  }
}
