package org.frontsigner.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The digests of DS records (IANA registry of DS digest algorithms). */
public enum DsDigest {
  /** RFC 3658; not to be published any more (RFC 8624). */
  SHA1(1, "SHA-1"),
  /** RFC 4509. */
  SHA256(2, "SHA-256"),
  /** GOST R 34.11-94, RFC 5933; not to be published any more (RFC 9906). */
  GOST(3, "GOST3411"),
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

  /** The digest of the octets. */
  byte[] of(byte[]... parts) {
    MessageDigest hash = newDigest();
    for (byte[] part : parts) {
      hash.update(part);
    }
    return hash.digest();
  }

  private MessageDigest newDigest() {
    try {
      return this == GOST
          ? MessageDigest.getInstance(javaName, CryptoChoice.BOUNCY_CASTLE)
          : MessageDigest.getInstance(javaName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no library here has " + javaName, e);
    }
  }

  /** Why the digest is not to be used any more, as the end of a sentence; empty when it may. */
  public Optional<String> deprecation() {
    return switch (this) {
      case SHA1 -> Optional.of("is SHA-1, which is not to be used for DS (RFC 8624)");
      case GOST -> Optional.of("is GOST R 34.11-94, which is not to be used for DS (RFC 9906)");
      case SHA256, SHA384 -> Optional.empty();
    };
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
