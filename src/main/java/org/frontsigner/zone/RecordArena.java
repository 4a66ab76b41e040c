package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.wire.Octets;

/**
 * The records of a zone on their way in, as octets in large segments, with an array of addresses
 * that is sorted in the end: no object per record. Not thread-safe.
 *
 * <pre>
 *   key length 2 | type 2 | key | ttl 4 | owner length 1 | owner labels | rdata length 2 | rdata
 * </pre>
 */
final class RecordArena {
  private static final int SEGMENT_BITS = 20;
  private static final int SEGMENT_OCTETS = 1 << SEGMENT_BITS;

  private final List<byte[]> segments = new ArrayList<>();
  private byte[] segment = new byte[0];
  private int end;
  private long[] addresses = new long[1024];
  private int size;
  private long octets;

  int size() {
    return size;
  }

  long octets() {
    return octets;
  }

  /** Adds a record. {@code ownerLabels} counts only where {@code ownerLength} is not 0. */
  void add(
      byte[] key,
      int keyLength,
      byte[] ownerLabels,
      int ownerLength,
      int type,
      long ttl,
      byte[] rdata,
      int from,
      int length) {
    int needed = 4 + keyLength + 5 + ownerLength + 2 + length;
    if (segment.length - end < needed) {
      segment = new byte[SEGMENT_OCTETS];
      segments.add(segment);
      end = 0;
    }
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, size * 2);
    }
    addresses[size++] = ((long) (segments.size() - 1) << SEGMENT_BITS) | end;
    octets += needed;
    Octets.putU16(segment, end, keyLength);
    Octets.putU16(segment, end + 2, type);
    System.arraycopy(key, 0, segment, end + 4, keyLength);
    int at = end + 4 + keyLength;
    Octets.putU32(segment, at, ttl);
    segment[at + 4] = (byte) ownerLength;
    System.arraycopy(ownerLabels, 0, segment, at + 5, ownerLength);
    at += 5 + ownerLength;
    Octets.putU16(segment, at, length);
    System.arraycopy(rdata, from, segment, at + 2, length);
    end = at + 2 + length;
  }

  /** Puts the records in order of key, then type; equal ones keep their order. */
  void sort() {
    new RecordSort(this, addresses, size).run();
  }

  int compare(long a, long b) {
    byte[] left = segmentOf(a);
    byte[] right = segmentOf(b);
    int l = offsetOf(a);
    int r = offsetOf(b);
    int order =
        Arrays.compareUnsigned(
            left, l + 4, l + 4 + Octets.u16(left, l), right, r + 4, r + 4 + Octets.u16(right, r));
    return order != 0 ? order : Octets.u16(left, l + 2) - Octets.u16(right, r + 2);
  }

  private byte[] segmentOf(long address) {
    return segments.get((int) (address >>> SEGMENT_BITS));
  }

  private static int offsetOf(long address) {
    return (int) (address & (SEGMENT_OCTETS - 1));
  }

  boolean sameKey(int a, int b) {
    byte[] left = segmentOf(addresses[a]);
    byte[] right = segmentOf(addresses[b]);
    int l = offsetOf(addresses[a]);
    int r = offsetOf(addresses[b]);
    return Arrays.equals(
        left, l + 4, l + 4 + Octets.u16(left, l), right, r + 4, r + 4 + Octets.u16(right, r));
  }

  byte[] key(int number) {
    byte[] octets = segmentOf(addresses[number]);
    int at = offsetOf(addresses[number]);
    return Arrays.copyOfRange(octets, at + 4, at + 4 + Octets.u16(octets, at));
  }

  int type(int number) {
    return Octets.u16(segmentOf(addresses[number]), offsetOf(addresses[number]) + 2);
  }

  private int afterKey(int number) {
    int at = offsetOf(addresses[number]);
    return at + 4 + Octets.u16(segmentOf(addresses[number]), at);
  }

  long ttl(int number) {
    return Octets.u32(segmentOf(addresses[number]), afterKey(number));
  }

  /** The owner's labels as they came; null when they have no upper-case letter. */
  byte[] ownerLabels(int number) {
    byte[] octets = segmentOf(addresses[number]);
    int at = afterKey(number) + 4;
    int length = Octets.u8(octets, at);
    return length == 0 ? null : Arrays.copyOfRange(octets, at + 1, at + 1 + length);
  }

  byte[] rdata(int number) {
    byte[] octets = segmentOf(addresses[number]);
    int owner = afterKey(number) + 4;
    int at = owner + 1 + Octets.u8(octets, owner);
    return Arrays.copyOfRange(octets, at + 2, at + 2 + Octets.u16(octets, at));
  }
}
