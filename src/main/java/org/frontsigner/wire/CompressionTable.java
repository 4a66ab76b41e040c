package org.frontsigner.wire;

import java.util.Arrays;

/**
 * Which names a message already has, and where (RFC 1035, 4.1.4).
 *
 * <p>The names are a tree: a label at an offset of the message, below the name at another offset,
 * its parent; the root is 0. One open-addressing table finds the child of a parent by its label, so
 * a name is looked up from its end, one comparison of one label at a time, until a label is new.
 *
 * <p>A slot holds generation 32 bits | parent 16 | offset 16; slots of an older generation are
 * empty, so a new message costs nothing. Entries leave in reverse order only, which keeps every
 * probe sequence whole.
 */
final class CompressionTable {
  /** The root, as a parent. */
  static final int ROOT = 0;

  /** No pointer reaches further (14 bits). */
  static final int OFFSET_MAX = 0x3fff;

  /** Up to so many octets a message has few names: a table that stays in the processor's cache. */
  private static final int SMALL_MESSAGE_OCTETS = 4096;

  private static final int SMALL_SLOTS = 1024;
  private static final int LARGE_SLOTS = 16_384;

  private final long[] smallSlots = new long[SMALL_SLOTS];
  private long[] largeSlots = new long[0];
  private long[] slots = smallSlots;
  private int[] entered = new int[SMALL_SLOTS * 3 / 4];
  private int entries;
  private int generation;

  CompressionTable() {
    this(0);
  }

  /** Begins to count generations at another one, since nobody can wait for 2^32 messages. */
  CompressionTable(int generation) {
    this.generation = generation;
  }

  /** Empties the table for a message of up to so many octets. */
  void reset(int messageOctetsMax) {
    if (messageOctetsMax > SMALL_MESSAGE_OCTETS && largeSlots.length == 0) {
      largeSlots = new long[LARGE_SLOTS];
      entered = new int[LARGE_SLOTS * 3 / 4];
    }
    slots = messageOctetsMax > SMALL_MESSAGE_OCTETS ? largeSlots : smallSlots;
    entries = 0;
    generation++;
    if (generation == 0) {
      Arrays.fill(smallSlots, 0);
      Arrays.fill(largeSlots, 0);
      generation = 1;
    }
  }

  /** The offset of the name that has this label below {@code parent}; -1 when there is none. */
  int find(byte[] message, int parent, byte[] name, int labelAt, boolean caseMatters) {
    int mask = slots.length - 1;
    int slot = hash(parent, name, labelAt) & mask;
    while (isTaken(slots[slot])) {
      int offset = offset(slots[slot]);
      if (parent(slots[slot]) == parent && sameLabel(message, offset, name, labelAt, caseMatters)) {
        return offset;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Enters a label that {@link #find} did not find; a full table leaves it out. */
  void add(int parent, byte[] name, int labelAt, int offset) {
    int mask = slots.length - 1;
    if (entries >= slots.length * 3 / 4) {
      return;
    }
    int slot = hash(parent, name, labelAt) & mask;
    while (isTaken(slots[slot])) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = ((long) generation << 32) | ((long) parent << 16) | offset;
    entered[entries++] = slot;
  }

  /** Forgets what stands at {@code from} or after it. */
  void forget(int from) {
    while (entries > 0 && offset(slots[entered[entries - 1]]) >= from) {
      slots[entered[--entries]] = 0;
    }
  }

  private boolean isTaken(long slot) {
    return (int) (slot >>> 32) == generation;
  }

  private static int parent(long slot) {
    return (int) slot >>> 16;
  }

  private static int offset(long slot) {
    return (int) slot & 0xffff;
  }

  private static int hash(int parent, byte[] name, int labelAt) {
    int hash = parent * 0x9e3779b1;
    for (int i = labelAt; i <= labelAt + name[labelAt]; i++) {
      hash = (hash ^ DomainName.toLowerCase(name[i])) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }

  private static boolean sameLabel(
      byte[] message, int offset, byte[] name, int labelAt, boolean caseMatters) {
    int length = name[labelAt] + 1;
    for (int i = 0; i < length; i++) {
      byte a = message[offset + i];
      byte b = name[labelAt + i];
      if (a != b && (caseMatters || DomainName.toLowerCase(a) != DomainName.toLowerCase(b))) {
        return false;
      }
    }
    return true;
  }
}
