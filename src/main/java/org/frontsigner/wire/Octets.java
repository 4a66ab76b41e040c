package org.frontsigner.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in octet arrays. */
public final class Octets {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private Octets() {}

  public static int u8(byte[] octets, int at) {
    return octets[at] & 0xff;
  }

  public static int u16(byte[] octets, int at) {
    return (short) SHORT.get(octets, at) & 0xffff;
  }

  public static long u32(byte[] octets, int at) {
    return (int) INT.get(octets, at) & 0xffff_ffffL;
  }

  /** Four octets as a signed number, for lengths and offsets that are known to be small. */
  public static int i32(byte[] octets, int at) {
    return (int) INT.get(octets, at);
  }

  public static void putU16(byte[] octets, int at, int value) {
    SHORT.set(octets, at, (short) value);
  }

  public static void putU32(byte[] octets, int at, long value) {
    INT.set(octets, at, (int) value);
  }
}
