package org.frontsigner.bridge;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/** The keys of the parameter "mandatory" in the rising order that they must have as octets. */
final class ServiceParameters {
  private static final int MANDATORY = 0;

  private ServiceParameters() {}

  /** Sorts them, in place, in the rdata of an SVCB or HTTPS record (RFC 9460, 8). */
  static void sortMandatory(byte[] rdata) {
    int at = 2 + DomainName.octetsAt(rdata, 2);
    // The parameters are in rising order, so that this one is the first or absent.
    if (at + 4 > rdata.length || Octets.u16(rdata, at) != MANDATORY) {
      return;
    }
    int[] keys = new int[Octets.u16(rdata, at + 2) / 2];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Octets.u16(rdata, at + 4 + 2 * i);
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      Octets.putU16(rdata, at + 4 + 2 * i, keys[i]);
    }
  }
}
