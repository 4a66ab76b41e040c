package org.frontsigner.signing;

import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;

/**
 * All that a signature depends on beside the signed set: who signs, and from when to when. Two
 * zones on equal terms may share signatures. Immutable.
 */
public final class SigningTerms {
  /** Octets of an RRSIG rdata before the signer's name (RFC 4034, 3.1). */
  public static final int PREFIX_OCTETS = 18;

  private final DomainName signer;
  private final KeySet keys;
  private final SigningWindow window;
  private final Signer[] dnskeySigners;
  private final Signer[] cdsSigners;
  private final Signer[] zoneSigners;

  public SigningTerms(DomainName apex, KeySet keys, SigningWindow window, CryptoChoice choice) {
    this.signer = apex.lowerCase();
    this.keys = keys;
    this.window = window;
    this.dnskeySigners = signers(keys.signers(RrType.DNSKEY), choice);
    this.cdsSigners = signers(keys.signers(RrType.CDS), choice);
    this.zoneSigners = signers(keys.signers(RrType.A), choice);
  }

  private static Signer[] signers(List<ZoneKey> keys, CryptoChoice choice) {
    return keys.stream().map(key -> new Signer(key, choice)).toArray(Signer[]::new);
  }

  public KeySet keys() {
    return keys;
  }

  public SigningWindow window() {
    return window;
  }

  /** The name that signs, in lower case. */
  public DomainName signerName() {
    return signer;
  }

  Signer[] signers(int type) {
    return switch (type) {
      case RrType.DNSKEY -> dnskeySigners;
      case RrType.CDS, RrType.CDNSKEY -> cdsSigners;
      default -> zoneSigners;
    };
  }

  /** How many of the signatures over a set of this type tokens make. */
  int tokenSigners(int type) {
    int count = 0;
    for (Signer each : signers(type)) {
      count += each.isInToken() ? 1 : 0;
    }
    return count;
  }

  /** Octets of all signatures over a set of this type. */
  int signatureOctets(int type) {
    int octets = 0;
    for (Signer each : signers(type)) {
      octets += each.signatureOctets();
    }
    return octets;
  }

  /** Writes the RRSIG rdata up to the signer's name. */
  void writePrefix(Signer by, int type, int labels, long ttlSeconds, byte[] target, int at) {
    Octets.putU16(target, at, type);
    target[at + 2] = (byte) by.key().algorithm().number();
    target[at + 3] = (byte) labels;
    Octets.putU32(target, at + 4, ttlSeconds);
    Octets.putU32(target, at + 8, window.expiration().getEpochSecond());
    Octets.putU32(target, at + 12, window.inception().getEpochSecond());
    Octets.putU16(target, at + 16, by.keyTag());
  }

  /** Whether signatures made on the other terms are right on these. */
  boolean sameAs(SigningTerms other) {
    return window.equals(other.window)
        && signer.equals(other.signer)
        && sameSigners(dnskeySigners, other.dnskeySigners)
        && sameSigners(cdsSigners, other.cdsSigners)
        && sameSigners(zoneSigners, other.zoneSigners);
  }

  private static boolean sameSigners(Signer[] a, Signer[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!a[i].signsAs(b[i])) {
        return false;
      }
    }
    return true;
  }
}
