package org.frontsigner.signing;

import java.util.Comparator;

/**
 * A key as a resolver knows it from a signature: by its tag and algorithm (RFC 4034, 3.1).
 * Immutable.
 *
 * @param algorithm the number in DNSKEY and RRSIG
 */
public record KeyRef(int tag, int algorithm) implements Comparable<KeyRef> {
  private static final Comparator<KeyRef> ORDER =
      Comparator.comparingInt(KeyRef::algorithm).thenComparingInt(KeyRef::tag);

  static KeyRef of(ZoneKey key) {
    return new KeyRef(key.keyTag(), key.algorithm().number());
  }

  /**
   * Reads the text of {@link #toString}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static KeyRef parse(String text) {
    int slash = text.indexOf('/');
    return new KeyRef(
        Integer.parseInt(text.substring(0, Math.max(0, slash))),
        Integer.parseInt(text.substring(slash + 1)));
  }

  @Override
  public int compareTo(KeyRef other) {
    return ORDER.compare(this, other);
  }

  /** Tag and algorithm, as in {@code 12345/13}. */
  @Override
  public String toString() {
    return tag + "/" + algorithm;
  }
}
