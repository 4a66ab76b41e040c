package org.frontsigner.zone;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The keys whose values differ between two indexes, in order. Chunks that both share are passed
 * over, so that a small change of a large zone is found at the cost of the change.
 */
public final class IndexDelta {
  private final PackedIndex before;
  private final PackedIndex after;
  private long beforePlace;
  private long afterPlace;

  private IndexDelta(PackedIndex before, PackedIndex after) {
    this.before = before;
    this.after = after;
    this.beforePlace = before.first();
    this.afterPlace = after.first();
  }

  /** Shows the keys that are in one index alone, or have other values. */
  public static void forEach(PackedIndex before, PackedIndex after, Consumer<byte[]> changedKeys) {
    new IndexDelta(before, after).run(changedKeys);
  }

  private void run(Consumer<byte[]> changedKeys) {
    while (beforePlace != PackedIndex.NONE || afterPlace != PackedIndex.NONE) {
      if (atSharedChunk()) {
        beforePlace = afterChunk(before, beforePlace);
        afterPlace = afterChunk(after, afterPlace);
      } else {
        step(changedKeys);
      }
    }
  }

  private boolean atSharedChunk() {
    return beforePlace != PackedIndex.NONE
        && afterPlace != PackedIndex.NONE
        && PackedIndex.ordinal(beforePlace) == 0
        && PackedIndex.ordinal(afterPlace) == 0
        && isSame(before.chunkAt(beforePlace), after.chunkAt(afterPlace));
  }

  /** A shared chunk is the same object: nobody has to look into it. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(PackedChunk one, PackedChunk other) {
    return one == other;
  }

  private static long afterChunk(PackedIndex index, long place) {
    int next = PackedIndex.chunkNumber(place) + 1;
    return next < index.chunkCount() ? PackedIndex.place(next, 0) : PackedIndex.NONE;
  }

  private void step(Consumer<byte[]> changedKeys) {
    int order = compare();
    byte[] key = order <= 0 ? before.keyAt(beforePlace) : after.keyAt(afterPlace);
    if (order != 0 || !Arrays.equals(before.valueAt(beforePlace), after.valueAt(afterPlace))) {
      changedKeys.accept(key);
    }
    if (order <= 0) {
      beforePlace = before.next(beforePlace);
    }
    if (order >= 0) {
      afterPlace = after.next(afterPlace);
    }
  }

  private int compare() {
    if (beforePlace == PackedIndex.NONE) {
      return 1;
    }
    return afterPlace == PackedIndex.NONE
        ? -1
        : Arrays.compareUnsigned(before.keyAt(beforePlace), after.keyAt(afterPlace));
  }
}
