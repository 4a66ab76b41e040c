package org.frontsigner.zone;

import org.frontsigner.wire.DomainName;

/**
 * The first label of the owner of an NSEC3 record: a hash of 20 octets as 32 characters of
 * base32hex (RFC 5155, 3; RFC 4648, 7), in any letter case.
 */
public final class HashLabel {
  /** Octets of a hash by SHA-1, the only hash there is (RFC 5155, 11). */
  public static final int HASH_OCTETS = 20;

  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
  private static final int BITS = 5;
  private static final int LABEL_OCTETS = HASH_OCTETS * 8 / BITS;

  private HashLabel() {}

  /** The owner that a hash has in a zone, in lower case. */
  public static DomainName owner(byte[] hash, DomainName apex) {
    return apex.child(of(hash));
  }

  private static byte[] of(byte[] hash) {
    byte[] label = new byte[LABEL_OCTETS];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (byte octet : hash) {
      buffer = (buffer << 8) | (octet & 0xff);
      bits += 8;
      while (bits >= BITS) {
        bits -= BITS;
        label[at++] = (byte) DIGITS.charAt((buffer >> bits) & 0x1f);
      }
    }
    return label;
  }

  /**
   * The hash that an owner stands for.
   *
   * @param labels octets of the labels before the apex
   * @return null when they are no hash
   */
  static byte[] hash(byte[] owner, int labels) {
    if (labels != LABEL_OCTETS + 1 || owner[0] != LABEL_OCTETS) {
      return null;
    }
    byte[] hash = new byte[HASH_OCTETS];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 1; i <= LABEL_OCTETS; i++) {
      int digit = DIGITS.indexOf(DomainName.toLowerCase(owner[i]));
      if (digit < 0) {
        return null;
      }
      buffer = (buffer << BITS) | digit;
      bits += BITS;
      if (bits >= 8) {
        bits -= 8;
        hash[at++] = (byte) (buffer >> bits);
      }
    }
    return hash;
  }
}
