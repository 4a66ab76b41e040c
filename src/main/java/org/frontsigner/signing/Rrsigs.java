package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;

/** The signatures over one set, in parts that a message is written from. Immutable. */
public sealed interface Rrsigs permits MadeRrsigs, CarriedRrsigs {
  int count();

  /** The TTL of the signatures, which is that of the signed set too (RFC 4034, 3). */
  long ttlSeconds();

  /** The name of the signing zone. */
  DomainName signerName(int number);

  /** Writes the {@link SigningTerms#PREFIX_OCTETS} octets before the signer's name. */
  void writePrefix(int number, byte[] target, int at);

  /** The array that holds the signatures; the caller must not change it. */
  byte[] signatures();

  int signatureAt(int number);

  int signatureLength(int number);

  /** The RRSIG set, for those who want records rather than parts. */
  default RrSet toSet() {
    RrSetBuilder builder = new RrSetBuilder(RrType.RRSIG);
    for (int i = 0; i < count(); i++) {
      DomainName signer = signerName(i);
      int prefix = SigningTerms.PREFIX_OCTETS + signer.length();
      byte[] rdata = new byte[prefix + signatureLength(i)];
      writePrefix(i, rdata, 0);
      System.arraycopy(signer.octets(), 0, rdata, SigningTerms.PREFIX_OCTETS, signer.length());
      System.arraycopy(signatures(), signatureAt(i), rdata, prefix, signatureLength(i));
      builder.add(ttlSeconds(), rdata);
    }
    return builder.build();
  }
}
