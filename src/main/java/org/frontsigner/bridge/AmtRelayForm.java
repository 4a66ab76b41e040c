package org.frontsigner.bridge;

import java.io.ByteArrayOutputStream;
import org.frontsigner.wire.DomainName;

/**
 * AMTRELAY: precedence, discovery bit, relay type and a relay that is nothing (a dot), an IPv4 or
 * IPv6 address, or a name (RFC 8777, 4).
 */
final class AmtRelayForm implements PresentationForm {
  private static final int DISCOVERY = 0x80;

  @Override
  public String print(byte[] rdata) {
    StringBuilder text = new StringBuilder();
    FieldKind.U8.print(rdata, 0, text);
    int typeAndBit = rdata[1] & 0xff;
    int relayType = typeAndBit & ~DISCOVERY;
    text.append(typeAndBit == relayType ? " 0 " : " 1 ").append(relayType).append(' ');
    if (relayType == 0) {
      text.append('.');
    } else {
      relayKind(relayType).print(rdata, 2, text);
    }
    return text.toString();
  }

  @Override
  public byte[] parse(String line, DomainName origin) {
    Fields fields = new Fields(line);
    ByteArrayOutputStream rdata = new ByteArrayOutputStream();
    FieldKind.U8.parse(fields, origin, rdata);
    int bit = fields.number("a discovery bit", 1);
    int relayType = fields.number("a relay type", 3);
    rdata.write(bit * DISCOVERY | relayType);
    if (relayType != 0) {
      relayKind(relayType).parse(fields, origin, rdata);
    } else if (!fields.next().equals(".")) {
      throw new IllegalArgumentException("a relay of type 0 is written as a dot");
    }
    fields.end();
    return rdata.toByteArray();
  }

  private static FieldKind relayKind(int relayType) {
    return switch (relayType) {
      case 1 -> FieldKind.ADDRESS4;
      case 2 -> FieldKind.ADDRESS6;
      case 3 -> FieldKind.NAME;
      default -> throw new IllegalArgumentException("a relay of unknown type " + relayType);
    };
  }
}
