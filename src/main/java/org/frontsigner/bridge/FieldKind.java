package org.frontsigner.bridge;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** One field of an rdata, and how it is written. */
enum FieldKind {
  U8 {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      return printNumber(rdata, from, 1, text);
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      writeNumber(fields.number("a number of 8 bits", 0xff), 1, rdata);
    }
  },
  U16 {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      return printNumber(rdata, from, 2, text);
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      writeNumber(fields.number("a number of 16 bits", 0xffff), 2, rdata);
    }
  },
  U32 {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      return printNumber(rdata, from, 4, text);
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      writeNumber(fields.number("a number of 32 bits", 0xffff_ffffL), 4, rdata);
    }
  },
  NAME {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      DomainName name = DomainName.at(rdata, from);
      text.append(name);
      return from + name.length();
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      rdata.writeBytes(Names.parse(fields.next(), origin).octets());
    }
  },
  /** The mnemonic of a type. */
  TYPE {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      text.append(RrType.name((int) number(rdata, from, 2)));
      return from + 2;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      writeNumber(type(fields.next()), 2, rdata);
    }
  },
  /** The scheme of a DSYNC record, of which NOTIFY has a mnemonic (RFC 9859, 2.2). */
  SCHEME {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      long scheme = number(rdata, from, 1);
      text.append(scheme == NOTIFY ? "NOTIFY" : Long.toString(scheme));
      return from + 1;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      int position = fields.position();
      if (fields.next().equalsIgnoreCase("NOTIFY")) {
        rdata.write(NOTIFY);
      } else {
        fields.back(position);
        U8.parse(fields, origin, rdata);
      }
    }
  },
  /** A type bitmap to the end of the rdata (RFC 4034, 4.1.2). */
  TYPES {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      String next = NSEC.print(behindRoot(rdata, from));
      text.append(next, Math.min(2, next.length()), next.length());
      return rdata.length;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      byte[] nsec = NSEC.parse(". " + fields.rest(), origin);
      rdata.write(nsec, 1, nsec.length - 1);
    }
  },
  ADDRESS4 {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      text.append(A.print(Arrays.copyOfRange(rdata, from, from + 4)));
      return from + 4;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      rdata.writeBytes(A.parse(fields.next(), origin));
    }
  },
  ADDRESS6 {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      text.append(AAAA.print(Arrays.copyOfRange(rdata, from, from + 16)));
      return from + 16;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      rdata.writeBytes(AAAA.parse(fields.next(), origin));
    }
  },
  /** Eight octets in four groups of hexadecimal digits with colons between (RFC 6742, 2.1.2). */
  GROUPS {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      for (int i = 0; i < 8; i += 2) {
        text.append(i == 0 ? "" : ":").append(HEX.formatHex(rdata, from + i, from + i + 2));
      }
      return from + 8;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      String field = fields.next();
      if (!field.matches("([0-9a-fA-F]{1,4}:){3}[0-9a-fA-F]{1,4}")) {
        throw new IllegalArgumentException("'" + field + "' is not four groups of hex digits");
      }
      for (String group : field.split(":", -1)) {
        writeNumber(Integer.parseInt(group, 16), 2, rdata);
      }
    }
  },
  /** Octets in hexadecimal with hyphens between, to the end of the rdata (RFC 7043). */
  HYPHENED {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      text.append(HEX_WITH_HYPHENS.formatHex(rdata, from, rdata.length));
      return rdata.length;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      String field = fields.next();
      if (!field.matches("[0-9a-fA-F]{2}(-[0-9a-fA-F]{2})*")) {
        throw new IllegalArgumentException("'" + field + "' is not octets with hyphens between");
      }
      rdata.writeBytes(HEX_WITH_HYPHENS.parseHex(field.toLowerCase(Locale.ROOT)));
    }
  },
  /** Octets in hexadecimal to the end of the rdata. */
  HEXADECIMAL {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      text.append(HEX.formatHex(rdata, from, rdata.length));
      return rdata.length;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      rdata.writeBytes(HEX.parseHex(fields.joined().toLowerCase(Locale.ROOT)));
    }
  },
  /** One character string. */
  STRING {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      int end = from + 1 + (rdata[from] & 0xff);
      text.append(TXT.print(Arrays.copyOfRange(rdata, from, end)));
      return end;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      rdata.writeBytes(TXT.parse(fields.next(), origin));
    }
  },
  /** Base64 to the end of the rdata; a hyphen where nothing is left. */
  BASE64 {
    @Override
    int print(byte[] rdata, int from, StringBuilder text) {
      byte[] octets = Arrays.copyOfRange(rdata, from, rdata.length);
      text.append(octets.length == 0 ? "-" : Base64.getEncoder().encodeToString(octets));
      return rdata.length;
    }

    @Override
    void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata) {
      String digits = fields.joined();
      if (!digits.equals("-")) {
        rdata.writeBytes(Base64.getDecoder().decode(digits));
      }
    }
  };

  private static final int NOTIFY = 1;
  private static final HexFormat HEX = HexFormat.of();
  private static final HexFormat HEX_WITH_HYPHENS = HexFormat.ofDelimiter("-");
  private static final XbillForm A = new XbillForm(RrType.A);
  private static final XbillForm AAAA = new XbillForm(RrType.AAAA);
  private static final XbillForm TXT = new XbillForm(RrType.TXT);
  private static final XbillForm NSEC = new XbillForm(RrType.NSEC);

  /** Writes the field that begins at {@code from}, and returns where it ends. */
  abstract int print(byte[] rdata, int from, StringBuilder text);

  /** Reads the field and appends its octets. */
  abstract void parse(Fields fields, DomainName origin, ByteArrayOutputStream rdata);

  private static int printNumber(byte[] rdata, int from, int octets, StringBuilder text) {
    text.append(number(rdata, from, octets));
    return from + octets;
  }

  private static long number(byte[] rdata, int from, int octets) {
    long number = 0;
    for (int i = from; i < from + octets; i++) {
      number = number << 8 | (rdata[i] & 0xff);
    }
    return number;
  }

  private static void writeNumber(long number, int octets, ByteArrayOutputStream rdata) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      rdata.write((int) (number >>> shift));
    }
  }

  private static int type(String mnemonic) {
    int type = RrType.of(mnemonic);
    if (type < 0) {
      throw new IllegalArgumentException("'" + mnemonic + "' is no record type");
    }
    return type;
  }

  private static byte[] behindRoot(byte[] rdata, int from) {
    byte[] nsec = new byte[1 + rdata.length - from];
    System.arraycopy(rdata, from, nsec, 1, rdata.length - from);
    return nsec;
  }
}
