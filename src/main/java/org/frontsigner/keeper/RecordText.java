package org.frontsigner.keeper;

import java.util.Base64;
import java.util.HexFormat;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;

/** Rdata of DNSKEY and DS records in the form in which parents want them: each in one piece. */
final class RecordText {
  private RecordText() {}

  static String of(int type, byte[] rdata) {
    int first = Octets.u16(rdata, 0);
    int second = Octets.u8(rdata, 2);
    int third = Octets.u8(rdata, 3);
    byte[] rest = java.util.Arrays.copyOfRange(rdata, 4, rdata.length);
    String text =
        type == RrType.DNSKEY
            ? Base64.getEncoder().encodeToString(rest)
            : HexFormat.of().formatHex(rest);
    return "%d %d %d %s".formatted(first, second, third, text);
  }
}
