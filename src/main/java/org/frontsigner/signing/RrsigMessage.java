package org.frontsigner.signing;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RdataLayout;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * The octets that a signature is made over (RFC 4034, 3.1.8.1): the RRSIG rdata without the
 * signature, then the set in canonical form. Reusable; one for each thread.
 */
final class RrsigMessage {
  private static final ThreadLocal<RrsigMessage> MINE = ThreadLocal.withInitial(RrsigMessage::new);
  private static final int CLASS_IN = 1;
  private static final int FIXED_OCTETS = 10;
  private static final int KEPT_OCTETS_MAX = 1 << 20;

  private byte[] octets = new byte[4096];
  private int end;
  private byte[] owner;
  private int ownerAt;
  private int type;
  private int labels;
  private long ttlSeconds;

  private RrsigMessage() {}

  /** The calling thread's own. */
  static RrsigMessage mine() {
    RrsigMessage message = MINE.get();
    if (message.octets.length > KEPT_OCTETS_MAX) {
      message.octets = new byte[4096];
    }
    return message;
  }

  /**
   * Sets the message to one over this set.
   *
   * @param owner holds the owner as a wire name in lower case from {@code ownerAt}
   * @return this
   */
  RrsigMessage over(DomainName signer, byte[] owner, int ownerAt, int ownerLength, RrSet set) {
    this.owner = owner;
    this.ownerAt = ownerAt;
    type = set.type();
    ttlSeconds = set.ttl();
    labels = labels(owner, ownerAt);
    int signerLength = signer.length();
    reserve(SigningTerms.PREFIX_OCTETS + signerLength);
    System.arraycopy(signer.octets(), 0, octets, SigningTerms.PREFIX_OCTETS, signerLength);
    end = SigningTerms.PREFIX_OCTETS + signerLength;
    int position = set.first();
    int count = set.count();
    for (int i = 0; i < count; i++) {
      append(owner, ownerAt, ownerLength, set, position);
      position = set.next(position);
    }
    return this;
  }

  private void append(byte[] owner, int ownerAt, int ownerLength, RrSet set, int position) {
    int length = set.rdataLength(position);
    reserve(end + ownerLength + FIXED_OCTETS + length);
    System.arraycopy(owner, ownerAt, octets, end, ownerLength);
    int at = end + ownerLength;
    Octets.putU16(octets, at, type);
    Octets.putU16(octets, at + 2, CLASS_IN);
    Octets.putU32(octets, at + 4, ttlSeconds);
    Octets.putU16(octets, at + 8, length);
    at += FIXED_OCTETS;
    System.arraycopy(set.octets(), set.rdataAt(position), octets, at, length);
    RdataLayout.of(type).lowerCaseNames(octets, at, length);
    end = at + length;
  }

  private void reserve(int length) {
    if (octets.length < length) {
      octets = Arrays.copyOf(octets, Math.max(length, octets.length * 2));
    }
  }

  /** Labels of a name as an RRSIG counts them: without the root and a leftmost asterisk. */
  private static int labels(byte[] name, int from) {
    int count = 0;
    int at = from;
    while (name[at] != 0) {
      count++;
      at += name[at] + 1;
    }
    boolean wildcard = name[from] == 1 && name[from + 1] == '*';
    return wildcard ? count - 1 : count;
  }

  /** A copy of the octets that were signed last. */
  byte[] octetsToSign() {
    return Arrays.copyOf(octets, end);
  }

  /**
   * A copy of the octets that a signature was made over by somebody else.
   *
   * @param rrsig holds the rdata of the RRSIG from {@code at}
   */
  byte[] octetsToVerify(byte[] rrsig, int at) {
    System.arraycopy(rrsig, at, octets, 0, SigningTerms.PREFIX_OCTETS);
    return octetsToSign();
  }

  /** All signatures over the set, one behind the other in the order of the signers. */
  byte[] sign(SigningTerms terms, SignatureCounts counts, SigningPurpose purpose) {
    Signer[] signers = terms.signers(type);
    byte[] all = new byte[terms.signatureOctets(type)];
    int at = 0;
    for (Signer signer : signers) {
      terms.writePrefix(signer, type, labels, ttlSeconds, octets, 0);
      byte[] signature = sign(signer, terms, purpose);
      System.arraycopy(signature, 0, all, at, signature.length);
      at += signature.length;
      counts.countMade(signer.key().algorithm());
    }
    return all;
  }

  /** A wrong signature over the keys would make the whole zone bogus, where another one a name. */
  private byte[] sign(Signer signer, SigningTerms terms, SigningPurpose purpose) {
    if (signer.isInToken()) {
      return signer.signInToken(
          octets, end, new SignedFor(DomainName.at(owner, ownerAt), type, terms.window(), purpose));
    }
    return type == RrType.DNSKEY ? signer.signProven(octets, end) : signer.sign(octets, end);
  }
}
