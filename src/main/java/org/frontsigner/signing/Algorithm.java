package org.frontsigner.signing;

import java.util.Locale;
import java.util.Optional;

/** The signature algorithms of DNSSEC that this server signs with (IANA registry; RFC 8624). */
public enum Algorithm {
  RSASHA1(5, "RSASHA1", "rsasha1", Family.RSA, 0),
  RSASHA1_NSEC3_SHA1(7, "NSEC3RSASHA1", "rsasha1-nsec3-sha1", Family.RSA, 0),
  RSASHA256(8, "RSASHA256", "rsasha256", Family.RSA, 0),
  RSASHA512(10, "RSASHA512", "rsasha512", Family.RSA, 0),
  ECC_GOST(12, "ECC-GOST", "gost", Family.GOST, 256),
  ECDSAP256SHA256(13, "ECDSAP256SHA256", "ecdsa256", Family.ECDSA, 256),
  ECDSAP384SHA384(14, "ECDSAP384SHA384", "ecdsa384", Family.ECDSA, 384),
  ED25519(15, "ED25519", "ed25519", Family.EDDSA, 256),
  ED448(16, "ED448", "ed448", Family.EDDSA, 456);

  /** What a key of the algorithm is made of. */
  public enum Family {
    RSA,
    GOST,
    ECDSA,
    EDDSA
  }

  public static final int RSA_BITS_MIN = 1024;
  public static final int RSA_BITS_MAX = 4096;
  private static final int RSA_BITS_DEFAULT = 2048;

  private final int number;
  private final String mnemonic;
  private final String operatorName;
  private final Family family;
  private final int bits;

  Algorithm(int number, String mnemonic, String operatorName, Family family, int bits) {
    this.number = number;
    this.mnemonic = mnemonic;
    this.operatorName = operatorName;
    this.family = family;
    this.bits = bits;
  }

  /** The number in DNSKEY, DS and RRSIG. */
  public int number() {
    return number;
  }

  /** The mnemonic of the IANA registry. */
  public String mnemonic() {
    return mnemonic;
  }

  /** The name by which operators know it from pdnssec. */
  public String operatorName() {
    return operatorName;
  }

  public Family family() {
    return family;
  }

  /** Why the algorithm is not to sign any more, as the end of a sentence; empty when it may. */
  public Optional<String> deprecation() {
    return switch (this) {
      case RSASHA1, RSASHA1_NSEC3_SHA1 ->
          Optional.of("signs with SHA-1, which resolvers may not accept (RFC 9905)");
      case ECC_GOST ->
          Optional.of("signs with GOST R 34.10-2001, which resolvers may not accept (RFC 9906)");
      default -> Optional.empty();
    };
  }

  /** Whether the number of the algorithm follows the way of denial (RFC 5155, 2). */
  public boolean followsDenial() {
    return this == RSASHA1 || this == RSASHA1_NSEC3_SHA1;
  }

  /** The size of a new key where none is asked for, in bits. */
  public int defaultBits() {
    return family == Family.RSA ? RSA_BITS_DEFAULT : bits;
  }

  /** Whether a key of this size can be made. */
  public boolean allowsBits(int wanted) {
    return family == Family.RSA
        ? wanted >= RSA_BITS_MIN && wanted <= RSA_BITS_MAX && wanted % 8 == 0
        : wanted == bits;
  }

  public static Optional<Algorithm> of(int number) {
    for (Algorithm algorithm : values()) {
      if (algorithm.number == number) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The algorithm of a name that pdnssec knows, an IANA mnemonic, or a number. */
  public static Optional<Algorithm> of(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    for (Algorithm algorithm : values()) {
      if (name.equals(algorithm.operatorName)
          || name.equals(algorithm.mnemonic.toLowerCase(Locale.ROOT))
          || name.equals(Integer.toString(algorithm.number))) {
        return Optional.of(algorithm);
      }
    }
    return name.equals("rsasha1-nsec3") ? Optional.of(RSASHA1_NSEC3_SHA1) : Optional.empty();
  }
}
