package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;

/** The signatures that keys of this server made over one set. Immutable. */
final class MadeRrsigs implements Rrsigs {
  private final SigningTerms terms;
  private final Signer[] signers;
  private final int type;
  private final int labels;
  private final long ttlSeconds;
  private final byte[] signatures;

  MadeRrsigs(SigningTerms terms, int type, int labels, long ttlSeconds, byte[] signatures) {
    this.terms = terms;
    this.signers = terms.signers(type);
    this.type = type;
    this.labels = labels;
    this.ttlSeconds = ttlSeconds;
    this.signatures = signatures;
  }

  @Override
  public int count() {
    return signers.length;
  }

  @Override
  public long ttlSeconds() {
    return ttlSeconds;
  }

  @Override
  public DomainName signerName(int number) {
    return terms.signerName();
  }

  @Override
  public void writePrefix(int number, byte[] target, int at) {
    terms.writePrefix(signers[number], type, labels, ttlSeconds, target, at);
  }

  @Override
  public byte[] signatures() {
    return signatures;
  }

  @Override
  public int signatureAt(int number) {
    int at = 0;
    for (int i = 0; i < number; i++) {
      at += signers[i].signatureOctets();
    }
    return at;
  }

  @Override
  public int signatureLength(int number) {
    return signers[number].signatureOctets();
  }
}
