package org.frontsigner.zone;

/**
 * A natural merge sort over the addresses of a {@link RecordArena}: what comes in order, as most
 * primaries send it, costs one comparison a record. Stable.
 */
final class RecordSort {
  private final RecordArena arena;
  private final int size;
  private final long[] addresses;
  private long[] from;
  private long[] to;

  RecordSort(RecordArena arena, long[] addresses, int size) {
    this.arena = arena;
    this.size = size;
    this.addresses = addresses;
    this.from = addresses;
  }

  void run() {
    if (runEnd(0) == size) {
      return;
    }
    to = new long[size];
    while (mergePass() > 1) {
      swap();
    }
    if (to != addresses) {
      System.arraycopy(to, 0, addresses, 0, size);
    }
  }

  private void swap() {
    long[] merged = to;
    to = from;
    from = merged;
  }

  /** Merges each pair of ascending runs; returns how many runs are left. */
  private int mergePass() {
    int runs = 0;
    int start = 0;
    while (start < size) {
      int middle = runEnd(start);
      int end = middle < size ? runEnd(middle) : middle;
      merge(start, middle, end);
      start = end;
      runs++;
    }
    return runs;
  }

  private int runEnd(int start) {
    int at = start + 1;
    while (at < size && arena.compare(from[at - 1], from[at]) <= 0) {
      at++;
    }
    return Math.min(at, size);
  }

  private void merge(int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean takeLeft =
          left < middle && (right >= end || arena.compare(from[left], from[right]) <= 0);
      to[at] = takeLeft ? from[left++] : from[right++];
    }
  }
}
