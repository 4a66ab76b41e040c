package org.frontsigner.zone;

import java.util.Arrays;
import java.util.List;

/**
 * An ordered map of octets to octets in {@link PackedChunk}s, as immutable as they are: a changed
 * index is a new one that shares all chunks but the touched.
 *
 * <p>A place in it is a {@code long}: the number of the chunk in the upper half, the ordinal in the
 * chunk in the lower. Places rise with their keys. {@link #NONE} is no place.
 */
public final class PackedIndex {
  public static final long NONE = -1;

  public static final PackedIndex EMPTY = new PackedIndex(new PackedChunk[0]);

  private final PackedChunk[] chunks;
  private final int size;

  private PackedIndex(PackedChunk[] chunks) {
    this.chunks = chunks;
    int entries = 0;
    for (PackedChunk chunk : chunks) {
      entries += chunk.count();
    }
    this.size = entries;
  }

  /** An index of chunks that follow each other in key order. */
  public static PackedIndex of(List<PackedChunk> chunks) {
    return new PackedIndex(chunks.toArray(new PackedChunk[0]));
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int chunkCount() {
    return chunks.length;
  }

  public PackedChunk chunk(int number) {
    return chunks[number];
  }

  /** The chunk that a place is in. */
  public PackedChunk chunkAt(long place) {
    return chunks[chunkNumber(place)];
  }

  public static int chunkNumber(long place) {
    return (int) (place >>> 32);
  }

  public static int ordinal(long place) {
    return (int) place;
  }

  public static long place(int chunkNumber, int ordinal) {
    return ((long) chunkNumber << 32) | ordinal;
  }

  public byte[] keyAt(long place) {
    return chunkAt(place).key(ordinal(place));
  }

  public byte[] valueAt(long place) {
    return chunkAt(place).value(ordinal(place));
  }

  public long find(byte[] key) {
    return find(key, key.length);
  }

  /** The place of the key that the first {@code length} octets are, or {@link #NONE}. */
  public long find(byte[] key, int length) {
    int number = chunkFor(key, length);
    if (number < 0) {
      return NONE;
    }
    int ordinal = chunks[number].search(key, length);
    return ordinal < 0 ? NONE : place(number, ordinal);
  }

  /** The place of the greatest key that is not greater than this one, or {@link #NONE}. */
  public long floor(byte[] key, int length) {
    int number = chunkFor(key, length);
    if (number < 0) {
      return NONE;
    }
    int ordinal = chunks[number].search(key, length);
    return place(number, ordinal >= 0 ? ordinal : -ordinal - 2);
  }

  /** The place of the least key that is not less than this one, or {@link #NONE}. */
  public long ceiling(byte[] key, int length) {
    int number = chunkFor(key, length);
    if (number < 0) {
      return first();
    }
    int ordinal = chunks[number].search(key, length);
    return ordinal >= 0 ? place(number, ordinal) : next(place(number, -ordinal - 2));
  }

  /** The number of the last chunk that begins at or before the key; -1 when none does. */
  private int chunkFor(byte[] key, int length) {
    int low = 0;
    int high = chunks.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (chunks[middle].compareKey(0, key, length) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  public long first() {
    return chunks.length == 0 ? NONE : 0;
  }

  public long last() {
    int number = chunks.length - 1;
    return number < 0 ? NONE : place(number, chunks[number].count() - 1);
  }

  /** The place after this one, or {@link #NONE} at the end. */
  public long next(long place) {
    int number = chunkNumber(place);
    if (ordinal(place) + 1 < chunks[number].count()) {
      return place + 1;
    }
    return number + 1 < chunks.length ? place(number + 1, 0) : NONE;
  }

  /** The place before this one, or {@link #NONE} at the start. */
  public long previous(long place) {
    if (ordinal(place) > 0) {
      return place - 1;
    }
    int number = chunkNumber(place) - 1;
    return number < 0 ? NONE : place(number, chunks[number].count() - 1);
  }

  /** The index with some keys given new values, or removed where the value is empty. */
  public PackedIndex with(IndexChanges changes) {
    if (changes.isEmpty()) {
      return this;
    }
    PackedChunk[] changed = new ChunkMerge(this, changes).run();
    return changed.length == 0 ? EMPTY : new PackedIndex(changed);
  }

  /** The octets of all chunks. */
  public long octets() {
    return Arrays.stream(chunks).mapToLong(chunk -> chunk.octets().length).sum();
  }

  int chunkForChange(byte[] key) {
    return Math.max(0, chunkFor(key, key.length));
  }
}
