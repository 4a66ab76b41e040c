package org.frontsigner.signing;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A set that somebody else signed, and the signature. */
record CoveredSet(RRSIGRecord rrsig, List<Record> records) {
  private static final int FIXED_OCTETS = 10;
  private static final int KEY_TAG_AT = 16;

  Algorithm algorithm() {
    return Algorithm.of(rrsig.getAlgorithm()).orElseThrow();
  }

  /** The owner as it was signed: that of the wildcard, where one was expanded (RFC 4035, 5.3.2). */
  private DomainName owner() {
    DomainName owner = DomainName.of(rrsig.getName().toWire());
    int above = owner.labelCount() - rrsig.getLabels();
    boolean expanded = above > 0 && !owner.isWildcard();
    return (expanded ? owner.ancestor(above).child("*") : owner).lowerCase();
  }

  RrSet set() {
    RrSetBuilder builder = new RrSetBuilder(rrsig.getTypeCovered());
    for (Record record : records) {
      builder.add(rrsig.getOrigTTL(), rdata(record));
    }
    return builder.build();
  }

  /** The rdata as the record has it, letter case kept. */
  static byte[] rdata(Record record) {
    byte[] wire = record.toWire(Section.ANSWER);
    return Arrays.copyOfRange(wire, record.getName().length() + FIXED_OCTETS, wire.length);
  }

  /** What our signer makes of the set with the key, and the times of the signature. */
  byte[] signedBy(ZoneKey key, CryptoChoice choice) {
    SigningWindow window = new SigningWindow(rrsig.getTimeSigned(), rrsig.getExpire());
    DomainName signer = DomainName.of(rrsig.getSigner().toWire());
    SigningTerms terms = new SigningTerms(signer, KeySet.of(List.of(key)), window, choice);
    DomainName owner = owner();
    return RrsigMessage.mine()
        .over(terms.signerName(), owner.octets(), 0, owner.length(), set())
        .sign(terms, new SignatureCounts(), SigningPurpose.ANSWER);
  }

  /** Whether the signature is that of the zone's key over the octets that we would sign. */
  boolean verifies(Library library, Example zone) throws GeneralSecurityException {
    return library.verifies(
        algorithm(),
        zone.dnskey(rrsig.getFootprint()).getKey(),
        messageToSign(),
        rrsig.getSignature());
  }

  /**
   * The octets that our signer would have signed, had it had the private key: all but the key tag
   * come of another key of the same algorithm.
   */
  byte[] messageToSign() {
    byte[] signature =
        signedBy(Keys.key(1, ZoneKey.ZONE_KEY, algorithm()), CryptoChoice.best(false));
    byte[] message = RrsigMessage.mine().octetsToSign();
    if (signature.length == 0 || Octets.u16(message, 0) != rrsig.getTypeCovered()) {
      throw new IllegalStateException("nothing was signed");
    }
    Octets.putU16(message, KEY_TAG_AT, rrsig.getFootprint());
    return message;
  }

  @Override
  public String toString() {
    return rrsig.getName()
        + " "
        + org.xbill.DNS.Type.string(rrsig.getTypeCovered())
        + " by "
        + rrsig.getFootprint();
  }
}
