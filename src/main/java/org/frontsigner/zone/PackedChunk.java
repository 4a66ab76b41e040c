package org.frontsigner.zone;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.frontsigner.wire.Octets;

/**
 * A run of keys in ascending order, each with a value, in one array: what memory holds is what the
 * store keeps. Immutable.
 *
 * <pre>
 *   count 2 | offset 4 * count | { key length 2 | key | value }*
 * </pre>
 */
public final class PackedChunk {
  private static final int COUNT_OCTETS = 2;
  private static final int OFFSET_OCTETS = 4;

  /** Octets that an entry takes beside its key and value. */
  static final int ENTRY_OVERHEAD_OCTETS = OFFSET_OCTETS + 2;

  private static final long NOT_KNOWN = -1;

  private final byte[] octets;

  /** What follows from the octets, whichever thread finds it first. */
  private volatile long greatest = NOT_KNOWN;

  private PackedChunk(byte[] octets) {
    this.octets = octets;
  }

  /**
   * The chunk that was packed into {@code octets}; the array is kept, not copied.
   *
   * @throws IllegalArgumentException when the octets are no chunk, as after a fault of a disk
   */
  public static PackedChunk of(byte[] octets) {
    PackedChunk chunk = new PackedChunk(octets);
    if (!chunk.isSound()) {
      throw new IllegalArgumentException("damaged chunk of " + octets.length + " octets");
    }
    return chunk;
  }

  static PackedChunk pack(byte[][] keys, byte[][] values, int from, int to) {
    int count = to - from;
    int length = COUNT_OCTETS;
    for (int i = from; i < to; i++) {
      length += ENTRY_OVERHEAD_OCTETS + keys[i].length + values[i].length;
    }
    byte[] packed = new byte[length];
    Octets.putU16(packed, 0, count);
    int at = COUNT_OCTETS + count * OFFSET_OCTETS;
    for (int i = from; i < to; i++) {
      Octets.putU32(packed, COUNT_OCTETS + (i - from) * OFFSET_OCTETS, at);
      Octets.putU16(packed, at, keys[i].length);
      System.arraycopy(keys[i], 0, packed, at + 2, keys[i].length);
      System.arraycopy(values[i], 0, packed, at + 2 + keys[i].length, values[i].length);
      at += 2 + keys[i].length + values[i].length;
    }
    return new PackedChunk(packed);
  }

  private boolean isSound() {
    if (octets.length < COUNT_OCTETS || count() == 0) {
      return false;
    }
    int least = COUNT_OCTETS + count() * OFFSET_OCTETS;
    if (octets.length < least) {
      return false;
    }
    for (int i = 0; i < count(); i++) {
      int at = entry(i);
      if (at < least || at + 2 > octets.length || valueOffset(i) > valueEnd(i)) {
        return false;
      }
      least = at + 2;
    }
    return true;
  }

  /** The packed octets; the caller must not change them. */
  public byte[] octets() {
    return octets;
  }

  /**
   * The greatest of something that is in the chunk, which is worked out once.
   *
   * @param walk always the same; gives no negative number
   */
  long greatest(ToLongFunction<PackedChunk> walk) {
    long known = greatest;
    if (known == NOT_KNOWN) {
      known = walk.applyAsLong(this);
      greatest = known;
    }
    return known;
  }

  public int count() {
    return Octets.u16(octets, 0);
  }

  private int entry(int ordinal) {
    return Octets.i32(octets, COUNT_OCTETS + ordinal * OFFSET_OCTETS);
  }

  public int keyOffset(int ordinal) {
    return entry(ordinal) + 2;
  }

  public int keyLength(int ordinal) {
    return Octets.u16(octets, entry(ordinal));
  }

  public byte[] key(int ordinal) {
    int from = keyOffset(ordinal);
    return Arrays.copyOfRange(octets, from, from + keyLength(ordinal));
  }

  public int valueOffset(int ordinal) {
    return keyOffset(ordinal) + keyLength(ordinal);
  }

  public int valueEnd(int ordinal) {
    return ordinal + 1 < count() ? entry(ordinal + 1) : octets.length;
  }

  public byte[] value(int ordinal) {
    return Arrays.copyOfRange(octets, valueOffset(ordinal), valueEnd(ordinal));
  }

  /** Compares the key with the given ordinal to the first {@code length} octets of {@code key}. */
  int compareKey(int ordinal, byte[] key, int length) {
    int at = entry(ordinal);
    return Arrays.compareUnsigned(octets, at + 2, at + 2 + Octets.u16(octets, at), key, 0, length);
  }

  /** The ordinal of the key, or {@code -(insertion point) - 1}. */
  int search(byte[] key, int length) {
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compareKey(middle, key, length);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
