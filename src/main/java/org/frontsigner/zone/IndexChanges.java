package org.frontsigner.zone;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** New values for some keys of a {@link PackedIndex}, in key order. Not thread-safe. */
public final class IndexChanges {
  static final byte[] REMOVED = new byte[0];

  private final TreeMap<byte[], byte[]> values = new TreeMap<>(Arrays::compareUnsigned);

  /** The key gets this value, whether it was there before or not. */
  public void put(byte[] key, byte[] value) {
    if (value.length == 0) {
      throw new IllegalArgumentException("a value has at least one octet");
    }
    values.put(key, value);
  }

  /** The key goes; no matter if it was not there. */
  public void remove(byte[] key) {
    values.put(key, REMOVED);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public int size() {
    return values.size();
  }

  NavigableMap<byte[], byte[]> values() {
    return values;
  }

  /** The keys in order. */
  public Iterable<byte[]> keys() {
    return values.keySet();
  }

  static boolean isRemoval(Map.Entry<byte[], byte[]> change) {
    return change.getValue().length == 0;
  }
}
