package org.frontsigner.bridge;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.frontsigner.wire.DomainName;

/**
 * A secret shared with a peer (RFC 8945, 2). Its name is kept in lower case, since peers compare it
 * without regard to case. The secret is never in {@link #toString()} or in an error. Immutable.
 */
public final class TsigKey {
  /** The longest secret that is taken; hashes gain nothing above 128 octets. */
  public static final int SECRET_OCTETS_MAX = 1024;

  private final DomainName name;
  private final TsigAlgorithm algorithm;
  private final byte[] secret;

  /**
   * A key of this secret; the array is copied.
   *
   * @throws IllegalArgumentException when the secret is empty or longer than the limit
   */
  public TsigKey(DomainName name, TsigAlgorithm algorithm, byte[] secret) {
    if (secret.length == 0 || secret.length > SECRET_OCTETS_MAX) {
      throw new IllegalArgumentException(
          "the secret of TSIG key %s has %d octets; 1 to %d are taken"
              .formatted(name.toText(), secret.length, SECRET_OCTETS_MAX));
    }
    this.name = name.lowerCase();
    this.algorithm = Objects.requireNonNull(algorithm);
    this.secret = secret.clone();
  }

  /**
   * A key as operators write it: name, algorithm, secret in base64.
   *
   * @throws IllegalArgumentException when one of them is not well formed, saying which and why
   */
  public static TsigKey parse(
      String name, String algorithm, String secretBase64, boolean md5Enabled) {
    DomainName keyName = DomainName.parse(name.strip());
    TsigAlgorithm known = TsigAlgorithm.parse(algorithm, md5Enabled);
    return new TsigKey(keyName, known, decode(keyName, secretBase64.strip()));
  }

  // The decoder's own message is left out: it would show an octet of the secret.
  @SuppressWarnings("UnusedException")
  private static byte[] decode(DomainName name, String secretBase64) {
    try {
      requirePadding(secretBase64);
      return Base64.getDecoder().decode(secretBase64);
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException(
          "the secret of TSIG key " + name.toText() + " is not base64 (RFC 4648, 4)");
    }
  }

  /** Padding that is missing, which the decoder lets pass, is the trace of a secret cut short. */
  private static void requirePadding(String secretBase64) {
    if (secretBase64.length() % 4 != 0) {
      throw new IllegalArgumentException("base64 comes in groups of four");
    }
  }

  /** A new key whose secret is as long as the output of its hash (RFC 8945, 8). */
  public static TsigKey generate(DomainName name, TsigAlgorithm algorithm, RandomGenerator random) {
    byte[] secret = new byte[algorithm.macOctets()];
    random.nextBytes(secret);
    return new TsigKey(name, algorithm, secret);
  }

  public DomainName name() {
    return name;
  }

  public TsigAlgorithm algorithm() {
    return algorithm;
  }

  /** A copy of the secret octets. */
  public byte[] secret() {
    return secret.clone();
  }

  /** The secret as operators and peers write it. */
  public String secretBase64() {
    return Base64.getEncoder().encodeToString(secret);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TsigKey that
        && name.equals(that.name)
        && algorithm == that.algorithm
        && MessageDigest.isEqual(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, algorithm);
  }

  /** Name and algorithm, never the secret. */
  @Override
  public String toString() {
    return "TSIG key " + name.toText() + " (" + algorithm.text() + ")";
  }
}
