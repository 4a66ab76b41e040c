package org.frontsigner.bridge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.frontsigner.wire.DomainName;

/** The keyed hashes that TSIG uses (RFC 8945, 6), by their whole output. */
public enum TsigAlgorithm {
  /** Broken by today's measure; taken only where the operator enabled it. */
  HMAC_MD5("hmac-md5.sig-alg.reg.int", "HmacMD5", 16),
  HMAC_SHA1("hmac-sha1", "HmacSHA1", 20),
  HMAC_SHA224("hmac-sha224", "HmacSHA224", 28),
  HMAC_SHA256("hmac-sha256", "HmacSHA256", 32),
  HMAC_SHA384("hmac-sha384", "HmacSHA384", 48),
  HMAC_SHA512("hmac-sha512", "HmacSHA512", 64);

  private static final String MD5_SHORT = "hmac-md5";

  @SuppressWarnings("ImmutableEnumChecker") // a DomainName is immutable, without saying so
  private final DomainName wireName;

  private final String macName;
  private final int macOctets;

  TsigAlgorithm(String wireName, String macName, int macOctets) {
    this.wireName = DomainName.parse(wireName);
    this.macName = macName;
    this.macOctets = macOctets;
  }

  /**
   * The algorithm that operators write as {@code hmac-sha256} and the like, in any letter case and
   * with or without a last dot; {@code hmac-md5} stands for the longer registered name.
   *
   * @throws IllegalArgumentException when it is unknown, or MD5 and not enabled
   */
  public static TsigAlgorithm parse(String text, boolean md5Enabled) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    TsigAlgorithm algorithm = plain.equals(MD5_SHORT) ? HMAC_MD5 : byText(plain);
    if (algorithm == null) {
      throw new IllegalArgumentException(
          "'%s' is no TSIG algorithm; there are %s".formatted(text, known(md5Enabled)));
    }
    if (algorithm == HMAC_MD5 && !md5Enabled) {
      throw new IllegalArgumentException(
          "TSIG with hmac-md5 is switched off; use " + known(false) + ", or enable it");
    }
    return algorithm;
  }

  private static TsigAlgorithm byText(String plain) {
    for (TsigAlgorithm algorithm : values()) {
      if (algorithm.text().equals(plain)) {
        return algorithm;
      }
    }
    return null;
  }

  private static String known(boolean md5Enabled) {
    return Arrays.stream(values())
        .filter(algorithm -> md5Enabled || algorithm != HMAC_MD5)
        .map(TsigAlgorithm::text)
        .collect(Collectors.joining(", "));
  }

  /** The algorithm with this name in a TSIG record; none when we do not have it. */
  public static Optional<TsigAlgorithm> of(DomainName wireName) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.wireName.equals(wireName))
        .findFirst();
  }

  /** The name that stands in a TSIG record. */
  public DomainName wireName() {
    return wireName;
  }

  /** The name without its last dot, as operators and other programs write it. */
  public String text() {
    return wireName.toText();
  }

  /** Octets of the whole output of the hash. */
  public int macOctets() {
    return macOctets;
  }

  /** The name by which {@link javax.crypto.Mac} knows it. */
  String macName() {
    return macName;
  }
}
