package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;

/** The signatures over one set, in parts that a message is written from. Immutable. */
public final class Rrsigs {
  private final SigningTerms terms;
  private final Signer[] signers;
  private final int type;
  private final int labels;
  private final long ttlSeconds;
  private final byte[] signatures;

  Rrsigs(SigningTerms terms, int type, int labels, long ttlSeconds, byte[] signatures) {
    this.terms = terms;
    this.signers = terms.signers(type);
    this.type = type;
    this.labels = labels;
    this.ttlSeconds = ttlSeconds;
    this.signatures = signatures;
  }

  public int count() {
    return signers.length;
  }

  /** The TTL of the signed set, which is that of its signatures too (RFC 4034, 3). */
  public long ttlSeconds() {
    return ttlSeconds;
  }

  /** The name of the signing zone, in lower case. */
  public DomainName signerName() {
    return terms.signerName();
  }

  /** Writes the {@link SigningTerms#PREFIX_OCTETS} octets before the signer's name. */
  public void writePrefix(int number, byte[] target, int at) {
    terms.writePrefix(signers[number], type, labels, ttlSeconds, target, at);
  }

  /** The array that holds the signatures; the caller must not change it. */
  public byte[] signatures() {
    return signatures;
  }

  public int signatureAt(int number) {
    int at = 0;
    for (int i = 0; i < number; i++) {
      at += signers[i].signatureOctets();
    }
    return at;
  }

  public int signatureLength(int number) {
    return signers[number].signatureOctets();
  }

  /** The RRSIG set, for those who want records rather than parts. */
  public RrSet toSet() {
    RrSetBuilder builder = new RrSetBuilder(RrType.RRSIG);
    DomainName signer = signerName();
    for (int i = 0; i < count(); i++) {
      int prefix = SigningTerms.PREFIX_OCTETS + signer.length();
      byte[] rdata = new byte[prefix + signatureLength(i)];
      writePrefix(i, rdata, 0);
      System.arraycopy(signer.octets(), 0, rdata, SigningTerms.PREFIX_OCTETS, signer.length());
      System.arraycopy(signatures, signatureAt(i), rdata, prefix, signatureLength(i));
      builder.add(ttlSeconds, rdata);
    }
    return builder.build();
  }
}
