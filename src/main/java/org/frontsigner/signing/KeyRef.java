package org.frontsigner.signing;

import java.util.Comparator;
import org.frontsigner.wire.Octets;

/**
 * A key as a resolver knows it from a signature: by its tag and algorithm (RFC 4034, 3.1).
 * Immutable.
 *
 * @param algorithm the number in DNSKEY and RRSIG
 */
public record KeyRef(int tag, int algorithm) implements Comparable<KeyRef> {
  private static final int DNSKEY_ALGORITHM_AT = 3;
  private static final int RRSIG_ALGORITHM_AT = 2;
  private static final int RRSIG_TAG_AT = 16;

  private static final Comparator<KeyRef> ORDER =
      Comparator.comparingInt(KeyRef::algorithm).thenComparingInt(KeyRef::tag);

  static KeyRef of(ZoneKey key) {
    return new KeyRef(key.keyTag(), key.algorithm().number());
  }

  /** The key of a DNSKEY record (RFC 4034, 2.1 and appendix B). */
  public static KeyRef ofDnskey(byte[] rdata) {
    return new KeyRef(ZoneKey.keyTag(rdata), Octets.u8(rdata, DNSKEY_ALGORITHM_AT));
  }

  /** The key that made a signature (RFC 4034, 3.1). */
  public static KeyRef ofRrsig(byte[] rdata) {
    return new KeyRef(Octets.u16(rdata, RRSIG_TAG_AT), Octets.u8(rdata, RRSIG_ALGORITHM_AT));
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
