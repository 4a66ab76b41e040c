package org.frontsigner.wire;

/** The numbers of a valid, uncompressed SOA rdata (RFC 1035, 3.3.13): its last twenty octets. */
public final class SoaRdata {
  static final int NUMBERS_OCTETS = 20;

  private SoaRdata() {}

  public static long serial(byte[] octets, int at, int length) {
    return Octets.u32(octets, at + length - 20);
  }

  public static long refreshSeconds(byte[] octets, int at, int length) {
    return Octets.u32(octets, at + length - 16);
  }

  public static long retrySeconds(byte[] octets, int at, int length) {
    return Octets.u32(octets, at + length - 12);
  }

  public static long expireSeconds(byte[] octets, int at, int length) {
    return Octets.u32(octets, at + length - 8);
  }

  public static long minimumSeconds(byte[] octets, int at, int length) {
    return Octets.u32(octets, at + length - 4);
  }

  /** A copy of the rdata with another serial. */
  public static byte[] withSerial(byte[] rdata, long serial) {
    byte[] changed = rdata.clone();
    Octets.putU32(changed, changed.length - NUMBERS_OCTETS, serial);
    return changed;
  }
}
