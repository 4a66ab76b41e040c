package org.frontsigner.zone;

import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * The types of records that those who sign a zone add beside its data. Of RRSIG there is a set for
 * each type covered (RFC 4034, 3): its records at a name are no set together, and have a TTL each.
 */
final class CarriedType {
  private static final int COVERED_SHIFT = 16;
  private static final int TYPE = 0xffff;

  private CarriedType() {}

  static boolean is(int type) {
    return type == RrType.RRSIG || type == RrType.NSEC || type == RrType.NSEC3;
  }

  /** A number for the set that a record belongs to: its type, and of RRSIG the type covered too. */
  static int slot(int type, byte[] rdata, int from) {
    return type == RrType.RRSIG ? type | Octets.u16(rdata, from) << COVERED_SHIFT : type;
  }

  /** The number of a set among those of its name; rises with the type covered. */
  static int slot(RrSet set) {
    return slot(set.type(), set.octets(), set.rdataAt(set.first()));
  }

  /** The type of the set with this number. */
  static int type(int slot) {
    return slot & TYPE;
  }

  /** Whether the record belongs to a hash, not to a name. */
  static boolean isOfHash(int type, byte[] rdata, int from) {
    return type == RrType.NSEC3
        || (type == RrType.RRSIG && Octets.u16(rdata, from) == RrType.NSEC3);
  }
}
