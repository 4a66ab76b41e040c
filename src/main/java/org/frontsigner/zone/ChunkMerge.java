package org.frontsigner.zone;

import java.util.Iterator;
import java.util.Map;

/** One pass over an index and its changes that makes the chunks of the changed index. */
final class ChunkMerge {
  private final PackedIndex index;
  private final Iterator<Map.Entry<byte[], byte[]>> changes;
  private final ChunkPacker packer = new ChunkPacker();
  private Map.Entry<byte[], byte[]> change;

  ChunkMerge(PackedIndex index, IndexChanges changes) {
    this.index = index;
    this.changes = changes.values().entrySet().iterator();
    advance();
  }

  private void advance() {
    change = changes.hasNext() ? changes.next() : null;
  }

  PackedChunk[] run() {
    int number = 0;
    while (change != null) {
      int target = index.isEmpty() ? 0 : index.chunkForChange(change.getKey());
      number = shareUpTo(number, target);
      if (number < index.chunkCount()) {
        mergeChunk(number++);
      } else {
        appendChange();
      }
    }
    shareUpTo(number, index.chunkCount());
    return packer.finishChunks();
  }

  /** Chunks without a change are shared; but a meagre rest before them takes in the first. */
  private int shareUpTo(int from, int to) {
    for (int number = from; number < to; number++) {
      if (packer.isMeagre()) {
        packer.absorb(index.chunk(number));
        packer.flush();
      } else {
        packer.share(index.chunk(number));
      }
    }
    return Math.max(from, to);
  }

  private void mergeChunk(int number) {
    PackedChunk chunk = index.chunk(number);
    boolean last = number + 1 == index.chunkCount();
    for (int i = 0; i < chunk.count(); i++) {
      appendChangesBefore(chunk, i);
      if (change != null && chunk.compareKey(i, change.getKey(), change.getKey().length) == 0) {
        appendChange();
      } else {
        packer.append(chunk.key(i), chunk.value(i));
      }
    }
    while (change != null && (last || index.chunkForChange(change.getKey()) == number)) {
      appendChange();
    }
    if (!packer.isMeagre()) {
      packer.flush();
    }
  }

  private void appendChangesBefore(PackedChunk chunk, int ordinal) {
    while (change != null
        && chunk.compareKey(ordinal, change.getKey(), change.getKey().length) > 0) {
      appendChange();
    }
  }

  private void appendChange() {
    if (!IndexChanges.isRemoval(change)) {
      packer.append(change.getKey(), change.getValue());
    }
    advance();
  }
}
