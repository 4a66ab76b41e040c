package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs keys that come in ascending order into chunks. Chunks are cut small enough to be copied for
 * a change of one name, and large enough that their number is small. Not thread-safe; for one use.
 */
public final class ChunkPacker {
  /** A chunk is cut when it has so many octets, or so many keys. */
  static final int OCTETS_AIM = 8 * 1024;

  static final int COUNT_AIM = 128;

  private final List<PackedChunk> chunks = new ArrayList<>();
  private byte[][] keys = new byte[COUNT_AIM][];
  private byte[][] values = new byte[COUNT_AIM][];
  private int pending;
  private int pendingOctets;

  /** Appends a key that is greater than all before it. */
  public void append(byte[] key, byte[] value) {
    if (pending == keys.length) {
      keys = Arrays.copyOf(keys, pending * 2);
      values = Arrays.copyOf(values, pending * 2);
    }
    keys[pending] = key;
    values[pending++] = value;
    pendingOctets += PackedChunk.ENTRY_OVERHEAD_OCTETS + key.length + value.length;
  }

  /** As {@link #append}, and cuts a chunk where one is full: for a whole zone. */
  public void stream(byte[] key, byte[] value) {
    append(key, value);
    if (pending >= COUNT_AIM || pendingOctets >= OCTETS_AIM) {
      cut(0, pending);
      reset();
    }
  }

  /** A finished chunk goes between what came before and what comes after. */
  void share(PackedChunk chunk) {
    flush();
    chunks.add(chunk);
  }

  void absorb(PackedChunk chunk) {
    for (int i = 0; i < chunk.count(); i++) {
      append(chunk.key(i), chunk.value(i));
    }
  }

  boolean isMeagre() {
    return pending > 0 && pending < COUNT_AIM / 4 && pendingOctets < OCTETS_AIM / 4;
  }

  /** Cuts what is pending into chunks of about equal size. */
  void flush() {
    int parts =
        Math.max((pending + COUNT_AIM - 1) / COUNT_AIM, pendingOctets / (OCTETS_AIM * 3 / 2));
    int from = 0;
    for (int part = 1; part <= Math.min(parts, pending); part++) {
      int to = (int) ((long) pending * part / Math.min(parts, pending));
      cut(from, to);
      from = to;
    }
    if (from < pending) {
      cut(from, pending);
    }
    reset();
  }

  private void cut(int from, int to) {
    chunks.add(PackedChunk.pack(keys, values, from, to));
  }

  private void reset() {
    Arrays.fill(keys, 0, pending, null);
    Arrays.fill(values, 0, pending, null);
    pending = 0;
    pendingOctets = 0;
  }

  public PackedIndex finish() {
    flush();
    return PackedIndex.of(chunks);
  }

  PackedChunk[] finishChunks() {
    flush();
    return chunks.toArray(new PackedChunk[0]);
  }
}
