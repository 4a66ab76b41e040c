package org.frontsigner.wire;

/** Serial number arithmetic on 32 bits (RFC 1982). Serials are carried as 0 to 2^32-1 in a long. */
public final class Serial {
  private static final long MASK = 0xffff_ffffL;
  private static final long HALF = 0x8000_0000L;

  private Serial() {}

  /**
   * Whether {@code a} comes after {@code b} (RFC 1982, 3.2). Serials exactly 2^31 apart have no
   * order: neither comes after the other.
   */
  public static boolean isAfter(long a, long b) {
    long distance = (a - b) & MASK;
    return distance != 0 && distance < HALF;
  }

  /** {@code serial + increment} in 32 bits (RFC 1982, 3.1). */
  public static long add(long serial, long increment) {
    return (serial + increment) & MASK;
  }

  /** How often one is added to {@code from} until it is {@code to}. */
  public static long distance(long from, long to) {
    return (to - from) & MASK;
  }

  public static boolean isValid(long serial) {
    return serial >= 0 && serial <= MASK;
  }
}
