package org.frontsigner.wire;

import java.util.Arrays;

/**
 * The canonical order of names (RFC 4034, 6.1) as plain octet order.
 *
 * <p>A key holds the labels of a name below an apex, from the apex outward, in lower case, each
 * ended by a 0 octet; inside a label 0x00 is written 0x01 0x01 and 0x01 is written 0x01 0x02. So
 * {@link Arrays#compareUnsigned(byte[], byte[])} orders keys as RFC 4034 orders names, and a name
 * is at or below another when the other's key is a prefix of its key. The key of the apex is empty.
 */
public final class NameKey {
  /** The key of the apex itself. */
  public static final byte[] APEX = new byte[0];

  /** No key is longer: each octet of a name may be escaped. */
  public static final int OCTETS_MAX = 2 * DomainName.OCTETS_MAX;

  private NameKey() {}

  /**
   * The key of {@code name} below {@code apex}.
   *
   * @throws IllegalArgumentException when the name is not at or below the apex
   */
  public static byte[] of(DomainName name, DomainName apex) {
    if (!name.isAtOrBelow(apex)) {
      throw new IllegalArgumentException(name + " is not in the zone " + apex);
    }
    byte[] target = new byte[OCTETS_MAX];
    int length = write(name.octets(), 0, name.length() - apex.length(), target);
    return Arrays.copyOf(target, length);
  }

  /**
   * Writes the key of the labels that fill {@code length} octets of {@code wire} from {@code
   * offset}, and returns how long it is. For hot paths: allocates nothing.
   */
  public static int write(byte[] wire, int offset, int length, byte[] target) {
    int end = offset + length;
    int keyLength = 0;
    for (int at = offset; at < end; at += wire[at] + 1) {
      keyLength += escapedLength(wire, at + 1, wire[at]) + 1;
    }
    int before = keyLength;
    for (int at = offset; at < end; at += wire[at] + 1) {
      before = prependLabel(wire, at + 1, wire[at], target, before);
    }
    return keyLength;
  }

  private static int escapedLength(byte[] wire, int from, int length) {
    int escaped = length;
    for (int i = from; i < from + length; i++) {
      if (wire[i] == 0 || wire[i] == 1) {
        escaped++;
      }
    }
    return escaped;
  }

  /** Writes a label so that it ends where {@code before} begins, and returns where it begins. */
  private static int prependLabel(byte[] wire, int from, int length, byte[] key, int before) {
    int to = before - 1;
    key[to] = 0;
    for (int i = from + length - 1; i >= from; i--) {
      byte octet = DomainName.toLowerCase(wire[i]);
      if (octet == 0 || octet == 1) {
        key[--to] = (byte) (octet + 1);
        octet = 1;
      }
      key[--to] = octet;
    }
    return to;
  }

  /** The name, in lower case, that has this key below {@code apex}. */
  public static DomainName toName(byte[] key, DomainName apex) {
    byte[] wire = new byte[DomainName.OCTETS_MAX];
    return DomainName.at(wire, toWire(key, 0, key.length, apex, wire));
  }

  /**
   * Writes the lower-case wire name of a key to the end of {@code target}, which is at least 255
   * octets long, and returns where it begins.
   */
  public static int toWire(byte[] source, int offset, int length, DomainName apex, byte[] target) {
    int start = target.length - apex.length();
    for (int i = 0; i < apex.length(); i++) {
      target[start + i] = DomainName.toLowerCase(apex.octets()[i]);
    }
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int labelEnd = labelEnd(source, at);
      start = prependWireLabel(source, at, labelEnd, target, start);
      at = labelEnd + 1;
    }
    return start;
  }

  private static int labelEnd(byte[] key, int from) {
    int at = from;
    while (key[at] != 0) {
      at++;
    }
    return at;
  }

  private static int prependWireLabel(byte[] key, int from, int to, byte[] target, int before) {
    int start = before - unescapedLength(key, from, to);
    int at = start;
    for (int i = from; i < to; i++) {
      target[at++] = key[i] == 1 ? (byte) (key[++i] - 1) : key[i];
    }
    target[start - 1] = (byte) (before - start);
    return start - 1;
  }

  private static int unescapedLength(byte[] key, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      if (key[i] == 1) {
        i++;
      }
      length++;
    }
    return length;
  }

  /** Octets of the key of the name one label shorter; -1 for the apex. */
  public static int parentLength(byte[] key, int length) {
    if (length == 0) {
      return -1;
    }
    int at = length - 1;
    while (at > 0 && key[at - 1] != 0) {
      at--;
    }
    return at;
  }

  /** The key of the name one label shorter. */
  public static byte[] parent(byte[] key) {
    return Arrays.copyOf(key, parentLength(key, key.length));
  }

  /** How many labels the name has below the apex. */
  public static int labelCount(byte[] key) {
    int count = 0;
    for (byte octet : key) {
      if (octet == 0) {
        count++;
      }
    }
    return count;
  }

  /** Whether {@code key} belongs to {@code ancestor} or a name below it. */
  public static boolean isAtOrBelow(byte[] key, byte[] ancestor) {
    return key.length >= ancestor.length
        && Arrays.equals(key, 0, ancestor.length, ancestor, 0, ancestor.length);
  }

  /** Octets that the first keys of two names have in common, up to the end of a whole label. */
  public static int commonAncestorLength(byte[] a, byte[] b) {
    int mismatch = Arrays.mismatch(a, b);
    int common = mismatch < 0 ? a.length : mismatch;
    while (common > 0 && a[common - 1] != 0) {
      common--;
    }
    return common;
  }

  /** The key of {@code *} below the name of {@code key}. */
  public static byte[] wildcardBelow(byte[] key) {
    byte[] wildcard = Arrays.copyOf(key, key.length + 2);
    wildcard[key.length] = '*';
    return wildcard;
  }

  /** Whether the first label of the name is {@code *} alone (RFC 4592, 2.1.1). */
  public static boolean isWildcard(byte[] key) {
    int length = key.length;
    return length >= 2 && key[length - 2] == '*' && parentLength(key, length) == length - 2;
  }
}
