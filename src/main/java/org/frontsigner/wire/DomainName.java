package org.frontsigner.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A fully qualified domain name as uncompressed wire octets (RFC 1035, 3.1), its letter case kept.
 * Two names are equal when they differ in ASCII case alone. Immutable.
 */
public final class DomainName {
  /** The most octets a name may have, length octets and root label included (RFC 1035, 2.3.4). */
  public static final int OCTETS_MAX = 255;

  /** The most octets a label may have (RFC 1035, 2.3.4). */
  public static final int LABEL_OCTETS_MAX = 63;

  public static final DomainName ROOT = new DomainName(new byte[1]);

  private final byte[] octets;

  private DomainName(byte[] octets) {
    this.octets = octets;
  }

  /**
   * Reads a name in presentation format ({@code \.} and {@code \DDD} escapes, RFC 1035, 5.1); a
   * missing last dot is supplied.
   *
   * @throws IllegalArgumentException when the text is not a name, saying why
   */
  public static DomainName parse(String text) {
    return PresentationName.parse(text);
  }

  /**
   * The name that starts at {@code offset}, uncompressed.
   *
   * @throws IllegalArgumentException when no valid uncompressed name starts there
   */
  public static DomainName at(byte[] source, int offset) {
    int length = octetsAt(source, offset);
    if (length < 0) {
      throw new IllegalArgumentException("no valid uncompressed name at octet " + offset);
    }
    return new DomainName(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** The name whose uncompressed wire form is exactly {@code octets}; the array is copied. */
  public static DomainName of(byte[] octets) {
    DomainName name = at(octets, 0);
    if (name.length() != octets.length) {
      throw new IllegalArgumentException("octets follow the root label");
    }
    return name;
  }

  /**
   * How many octets the uncompressed name at {@code offset} takes, root label included; -1 when
   * there is none: too long, cut off, or a compression pointer in it.
   */
  public static int octetsAt(byte[] source, int offset) {
    int at = offset;
    int end = Math.min(source.length, offset + OCTETS_MAX);
    while (at < end) {
      int label = source[at] & 0xff;
      if (label == 0) {
        return at + 1 - offset;
      }
      if (label > LABEL_OCTETS_MAX) {
        return -1;
      }
      at += label + 1;
    }
    return -1;
  }

  /** The wire octets; the caller must not change them. */
  public byte[] octets() {
    return octets;
  }

  /** Octets of the wire form, root label included. */
  public int length() {
    return octets.length;
  }

  public boolean isRoot() {
    return octets.length == 1;
  }

  public boolean isWildcard() {
    return octets[0] == 1 && octets[1] == '*';
  }

  /** Labels without the root, as the Labels field of an RRSIG counts (but for a leftmost "*"). */
  public int labelCount() {
    int count = 0;
    for (int at = 0; octets[at] != 0; at += octets[at] + 1) {
      count++;
    }
    return count;
  }

  /** The name without its leftmost label. */
  public DomainName parent() {
    if (isRoot()) {
      throw new IllegalStateException("the root has no parent");
    }
    return new DomainName(Arrays.copyOfRange(octets, octets[0] + 1, octets.length));
  }

  /** The name without its {@code count} leftmost labels. */
  public DomainName ancestor(int count) {
    int at = 0;
    for (int i = 0; i < count; i++) {
      at += octets[at] + 1;
    }
    return new DomainName(Arrays.copyOfRange(octets, at, octets.length));
  }

  /**
   * {@code label} followed by this name.
   *
   * @throws IllegalArgumentException when the label or the whole would be too long
   */
  public DomainName child(byte[] label) {
    if (label.length == 0 || label.length > LABEL_OCTETS_MAX) {
      throw new IllegalArgumentException("a label has 1 to 63 octets, not " + label.length);
    }
    if (label.length + 1 + octets.length > OCTETS_MAX) {
      throw new IllegalArgumentException("a name has at most 255 octets");
    }
    byte[] longer = new byte[label.length + 1 + octets.length];
    longer[0] = (byte) label.length;
    System.arraycopy(label, 0, longer, 1, label.length);
    System.arraycopy(octets, 0, longer, label.length + 1, octets.length);
    return new DomainName(longer);
  }

  /** {@code label} in ASCII followed by this name. */
  public DomainName child(String label) {
    return child(label.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether this is {@code ancestor} itself or a name below it. */
  public boolean isAtOrBelow(DomainName ancestor) {
    int start = octets.length - ancestor.octets.length;
    if (start < 0) {
      return false;
    }
    int at = 0;
    while (at < start) {
      at += octets[at] + 1;
    }
    return at == start
        && equalIgnoringCase(octets, start, ancestor.octets, 0, ancestor.octets.length);
  }

  /** Whether this is a name below {@code ancestor}, not itself. */
  public boolean isBelow(DomainName ancestor) {
    return octets.length > ancestor.octets.length && isAtOrBelow(ancestor);
  }

  /**
   * This name with the labels of {@code from} at its end replaced by those of {@code to} (RFC 6672,
   * 2.2).
   *
   * @throws IllegalArgumentException when the result would be longer than 255 octets
   */
  public DomainName substitute(DomainName from, DomainName to) {
    int kept = octets.length - from.octets.length;
    if (kept + to.octets.length > OCTETS_MAX) {
      throw new IllegalArgumentException("a name has at most 255 octets");
    }
    byte[] result = Arrays.copyOf(octets, kept + to.octets.length);
    System.arraycopy(to.octets, 0, result, kept, to.octets.length);
    return new DomainName(result);
  }

  public boolean hasUpperCase() {
    for (byte octet : octets) {
      if (octet >= 'A' && octet <= 'Z') {
        return true;
      }
    }
    return false;
  }

  /** The name in the lower case of canonical form (RFC 4034, 6.2). */
  public DomainName lowerCase() {
    return hasUpperCase() ? new DomainName(lowerCased(octets)) : this;
  }

  private static byte[] lowerCased(byte[] source) {
    byte[] lower = source.clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = toLowerCase(lower[i]);
    }
    return lower;
  }

  /**
   * The ASCII lower case of one octet. Length octets (0 to 63) are no letters, so whole wire names
   * may be run through it.
   */
  public static byte toLowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
  }

  static boolean equalIgnoringCase(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    for (int i = 0; i < length; i++) {
      if (toLowerCase(a[aFrom + i]) != toLowerCase(b[bFrom + i])) {
        return false;
      }
    }
    return true;
  }

  /** Equal octet for octet, letter case included. */
  public boolean sameOctets(DomainName other) {
    return Arrays.equals(octets, other.octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainName that
        && octets.length == that.octets.length
        && equalIgnoringCase(octets, 0, that.octets, 0, octets.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (byte octet : octets) {
      hash = 31 * hash + toLowerCase(octet);
    }
    return hash;
  }

  /** Presentation format, with the last dot. */
  @Override
  public String toString() {
    return PresentationName.print(octets);
  }

  /** Presentation format without the last dot, as zone names are shown to operators. */
  public String toText() {
    String text = toString();
    return isRoot() ? text : text.substring(0, text.length() - 1);
  }

  static DomainName trusted(ByteArrayOutputStream octets) {
    return new DomainName(octets.toByteArray());
  }
}
