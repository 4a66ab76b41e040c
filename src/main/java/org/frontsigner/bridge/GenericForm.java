package org.frontsigner.bridge;

import java.util.HexFormat;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** Rdata of any type in hexadecimal (RFC 3597, 5), and the form of types that have no other. */
final class GenericForm implements PresentationForm {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final int type;

  GenericForm(int type) {
    this.type = type;
  }

  @Override
  public String print(byte[] rdata) {
    return hexadecimal(rdata);
  }

  @Override
  public byte[] parse(String line, DomainName origin) {
    if (!isGeneric(line)) {
      throw new IllegalArgumentException(
          "the rdata of a %s record is written as \\# LENGTH HEX (RFC 3597, 5)"
              .formatted(RrType.name(type)));
    }
    return octets(line);
  }

  static boolean isGeneric(String line) {
    return line.startsWith("\\#") && (line.length() == 2 || Character.isWhitespace(line.charAt(2)));
  }

  static String hexadecimal(byte[] rdata) {
    return rdata.length == 0 ? "\\# 0" : "\\# " + rdata.length + " " + HEX.formatHex(rdata);
  }

  static byte[] octets(String line) {
    Fields fields = new Fields(line);
    fields.next();
    int length = fields.number("the length of the rdata", Records.RDATA_OCTETS_MAX);
    byte[] rdata = hex(fields.joined());
    if (rdata.length != length) {
      throw new IllegalArgumentException(
          "%d octets are announced and %d follow".formatted(length, rdata.length));
    }
    return rdata;
  }

  private static byte[] hex(String digits) {
    try {
      return HEX.parseHex(digits);
    } catch (IllegalArgumentException notHex) {
      throw new IllegalArgumentException("after \\# LENGTH come hexadecimal octets", notHex);
    }
  }
}
