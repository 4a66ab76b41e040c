package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;

/** The signatures over one set as others made them: octets that are passed on. Immutable. */
record CarriedRrsigs(RrSet set) implements Rrsigs {
  @Override
  public int count() {
    return set.count();
  }

  @Override
  public long ttlSeconds() {
    return set.ttl();
  }

  private int position(int number) {
    int position = set.first();
    for (int i = 0; i < number; i++) {
      position = set.next(position);
    }
    return position;
  }

  private int signerAt(int number) {
    return set.rdataAt(position(number)) + SigningTerms.PREFIX_OCTETS;
  }

  @Override
  public DomainName signerName(int number) {
    return DomainName.at(set.octets(), signerAt(number));
  }

  @Override
  public void writePrefix(int number, byte[] target, int at) {
    int from = set.rdataAt(position(number));
    System.arraycopy(set.octets(), from, target, at, SigningTerms.PREFIX_OCTETS);
  }

  @Override
  public byte[] signatures() {
    return set.octets();
  }

  @Override
  public int signatureAt(int number) {
    int signerAt = signerAt(number);
    return signerAt + DomainName.octetsAt(set.octets(), signerAt);
  }

  @Override
  public int signatureLength(int number) {
    int position = position(number);
    int end = set.rdataAt(position) + set.rdataLength(position);
    return end - signatureAt(number);
  }
}
