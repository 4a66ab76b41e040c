package org.frontsigner.answer;

import org.frontsigner.signing.Rrsigs;
import org.frontsigner.wire.MessageWriter;

/** Writes signatures as RRSIG records beside the set that they sign. Not thread-safe. */
final class SignatureWriter {
  private final byte[] prefix = new byte[MessageWriter.RRSIG_PREFIX_OCTETS];

  /** Writes one of the signatures; the writer knows the owner. */
  boolean write(MessageWriter writer, Rrsigs rrsigs, int number, long ttlSeconds) {
    rrsigs.writePrefix(number, prefix, 0);
    return writer.rrsig(
        ttlSeconds,
        prefix,
        rrsigs.signerName(number),
        rrsigs.signatures(),
        rrsigs.signatureAt(number),
        rrsigs.signatureLength(number));
  }

  /** Writes all signatures, as far as they fit. */
  boolean writeAll(MessageWriter writer, Rrsigs rrsigs, long ttlSeconds) {
    for (int i = 0; i < rrsigs.count(); i++) {
      if (!write(writer, rrsigs, i, ttlSeconds)) {
        return false;
      }
    }
    return true;
  }
}
