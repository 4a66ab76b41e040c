package org.frontsigner.simulation;

import java.util.Locale;
import org.xbill.DNS.utils.base32;

/** The labels of NSEC3 records (RFC 5155, 3.3). */
final class Base32Hex {
  private static final base32 CODE = new base32(base32.Alphabet.BASE32HEX, false, true);

  private Base32Hex() {}

  static byte[] decode(String label) {
    return CODE.fromString(label.toUpperCase(Locale.ROOT));
  }
}
