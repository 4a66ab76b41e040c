package org.frontsigner.wire;

import java.util.Arrays;

/** The set of types in NSEC, NSEC3 and CSYNC: windows of up to 32 octets (RFC 4034, 4.1.2). */
public final class TypeBitmap {
  /** No bitmap is longer: 256 windows of two octets and 32 octets. */
  public static final int OCTETS_MAX = 256 * 34;

  private static final int WINDOW_OCTETS_MAX = 32;

  private TypeBitmap() {}

  /** The bitmap of types in ascending order. */
  public static byte[] of(int... types) {
    byte[] bitmap = new byte[length(types, types.length)];
    write(types, types.length, bitmap, 0);
    return bitmap;
  }

  /** Octets of the bitmap of the first {@code count} types, which are in ascending order. */
  public static int length(int[] types, int count) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      if (i == count - 1 || types[i + 1] >>> 8 != types[i] >>> 8) {
        length += 3 + ((types[i] & 0xff) >>> 3);
      }
    }
    return length;
  }

  /**
   * Writes the bitmap of the first {@code count} types, which are in ascending order, and returns
   * where it ends in {@code target}.
   */
  public static int write(int[] types, int count, byte[] target, int at) {
    int end = at;
    int i = 0;
    while (i < count) {
      int window = types[i] >>> 8;
      int octets = 0;
      for (; i < count && types[i] >>> 8 == window; i++) {
        int octet = (types[i] & 0xff) >>> 3;
        Arrays.fill(target, end + 2 + octets, end + 3 + Math.max(octet, octets - 1), (byte) 0);
        octets = octet + 1;
        target[end + 2 + octet] |= (byte) (0x80 >>> (types[i] & 7));
      }
      target[end] = (byte) window;
      target[end + 1] = (byte) octets;
      end += 2 + octets;
    }
    return end;
  }

  /** Whether the type is in the bitmap; false for all that follows the first malformed window. */
  public static boolean contains(byte[] octets, int from, int length, int type) {
    int end = from + length;
    int octet = (type & 0xff) >>> 3;
    for (int at = from; at + 2 < end; at += 2 + Octets.u8(octets, at + 1)) {
      if (Octets.u8(octets, at) == type >>> 8) {
        boolean present = octet < Octets.u8(octets, at + 1) && at + 2 + octet < end;
        return present && (octets[at + 2 + octet] & (0x80 >>> (type & 7))) != 0;
      }
    }
    return false;
  }

  /** The types of a valid bitmap in ascending order. */
  public static int[] types(byte[] octets, int from, int length) {
    int[] types = new int[count(octets, from, length)];
    int found = 0;
    int end = from + length;
    for (int at = from; at < end; at += 2 + Octets.u8(octets, at + 1)) {
      int window = Octets.u8(octets, at) << 8;
      for (int bit = 0; bit < 8 * Octets.u8(octets, at + 1); bit++) {
        if ((octets[at + 2 + (bit >>> 3)] & (0x80 >>> (bit & 7))) != 0) {
          types[found++] = window | bit;
        }
      }
    }
    return types;
  }

  private static int count(byte[] octets, int from, int length) {
    int count = 0;
    int end = from + length;
    for (int at = from; at < end; at += 2 + Octets.u8(octets, at + 1)) {
      for (int i = at + 2; i < at + 2 + Octets.u8(octets, at + 1); i++) {
        count += Integer.bitCount(Octets.u8(octets, i));
      }
    }
    return count;
  }

  /** Whether the windows ascend, have 1 to 32 octets each and end where the bitmap ends. */
  public static boolean isValid(byte[] octets, int from, int length) {
    int end = from + length;
    int before = -1;
    int at = from;
    while (at < end) {
      if (at + 2 > end || Octets.u8(octets, at) <= before) {
        return false;
      }
      int windowOctets = Octets.u8(octets, at + 1);
      if (windowOctets == 0 || windowOctets > WINDOW_OCTETS_MAX) {
        return false;
      }
      before = Octets.u8(octets, at);
      at += 2 + windowOctets;
    }
    return at == end;
  }
}
