package org.frontsigner.signing;

import java.util.Optional;

/** The digests of DS records (IANA registry of DS digest algorithms). */
public enum DsDigest {
  /** RFC 3658; not to be published any more (RFC 8624). */
  SHA1(1, "SHA-1"),
  /** RFC 4509. */
  SHA256(2, "SHA-256"),
  /** RFC 6605. */
  SHA384(4, "SHA-384");

  private final int number;
  private final String javaName;

  DsDigest(int number, String javaName) {
    this.number = number;
    this.javaName = javaName;
  }

  public int number() {
    return number;
  }

  String javaName() {
    return javaName;
  }

  public static Optional<DsDigest> of(int number) {
    for (DsDigest digest : values()) {
      if (digest.number == number) {
        return Optional.of(digest);
      }
    }
    return Optional.empty();
  }
}
