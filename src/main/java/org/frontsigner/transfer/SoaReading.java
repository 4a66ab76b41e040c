package org.frontsigner.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.frontsigner.keeper.SecondaryAnswer;
import org.frontsigner.keeper.SecondaryAnswer.SoaSignature;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Soa;

/** What a secondary's answer to the question for its SOA, with signatures, says. */
final class SoaReading {
  // RFC 4034, 3.1: type covered, algorithm, labels, original TTL, expiration, inception, key tag.
  private static final int ALGORITHM_AT = 2;
  private static final int EXPIRATION_AT = 8;
  private static final int INCEPTION_AT = 12;
  private static final int KEY_TAG_AT = 16;
  private static final int SIGNER_AT = 18;

  private SoaReading() {}

  /**
   * Reads the rest of the message at the cursor.
   *
   * @param now tells which of the times that a signature may mean are meant (RFC 4034, 3.1.5)
   * @throws org.frontsigner.wire.MalformedMessage when a record is malformed
   */
  static SecondaryAnswer judge(DomainName zone, RecordCursor answer, Instant now) {
    int rcode = answer.rcode();
    if (rcode == Rcode.REFUSED || rcode == Rcode.NOTAUTH) {
      return refuses(answer);
    }
    if (rcode != Rcode.NOERROR) {
      return new SecondaryAnswer.Lacks("it answers with rcode " + Rcode.name(rcode));
    }
    if (!answer.isAuthoritative()) {
      return new SecondaryAnswer.Lacks("its answer is not authoritative");
    }
    OptionalLong serial = OptionalLong.empty();
    List<SoaSignature> signatures = new ArrayList<>();
    while (answer.next()) {
      boolean counts =
          answer.section() == Section.ANSWER
              && answer.rrClass() == RrClass.IN
              && answer.ownerIs(zone);
      if (counts && answer.type() == RrType.SOA) {
        serial = OptionalLong.of(Soa.serialOf(answer.rdata()));
      } else if (counts && isOfSoa(answer)) {
        signatures.add(signature(answer.rdataOctets(), now));
      }
    }
    return serial.isPresent()
        ? new SecondaryAnswer.Serves(serial.getAsLong(), signatures)
        : new SecondaryAnswer.Lacks("its answer has no SOA of the zone");
  }

  /** What a refusal comes to, whether its TSIG verifies or not. */
  static SecondaryAnswer.Refuses refuses(RecordCursor answer) {
    return new SecondaryAnswer.Refuses(
        "it answers questions with rcode " + Rcode.name(answer.rcode()));
  }

  private static boolean isOfSoa(RecordCursor answer) {
    return answer.type() == RrType.RRSIG
        && answer.rdataLength() > SIGNER_AT
        && Octets.u16(answer.rdataOctets(), 0) == RrType.SOA;
  }

  private static SoaSignature signature(byte[] rdata, Instant now) {
    return new SoaSignature(
        rdata[ALGORITHM_AT] & 0xff,
        Octets.u16(rdata, KEY_TAG_AT),
        time(Octets.u32(rdata, INCEPTION_AT), now),
        time(Octets.u32(rdata, EXPIRATION_AT), now));
  }

  /** The time that is nearest to now of those with these 32 bits. */
  private static Instant time(long seconds, Instant now) {
    // 32 bits, and what goes beyond them is cut on purpose: serial arithmetic (RFC 1982).
    int distance = (int) (seconds - now.getEpochSecond());
    return Instant.ofEpochSecond(now.getEpochSecond() + distance);
  }
}
