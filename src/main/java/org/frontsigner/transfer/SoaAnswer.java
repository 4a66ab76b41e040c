package org.frontsigner.transfer;

import org.frontsigner.keeper.Upstream.Probe;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Soa;

/** What an answer to the question for a SOA says, once it is known to be an answer to it. */
final class SoaAnswer {
  private SoaAnswer() {}

  /**
   * Reads the rest of the message at the cursor.
   *
   * @throws org.frontsigner.wire.MalformedMessage when a record is malformed
   */
  static Probe judge(DomainName zone, RecordCursor answer) {
    if (answer.rcode() != Rcode.NOERROR) {
      return new Probe.Failed("the answer has rcode " + Rcode.name(answer.rcode()));
    }
    if (!answer.hasQuestion()) {
      return new Probe.Failed("the answer does not repeat the question");
    }
    if (!answer.isAuthoritative()) {
      return new Probe.Failed("the answer is not authoritative");
    }
    Probe found = new Probe.Failed("the answer has no SOA of the zone");
    int count = 0;
    while (answer.next()) {
      if (isSoa(zone, answer)) {
        found = new Probe.Found(Soa.of(answer.ttl(), answer.rdata()));
        count++;
      }
    }
    return count > 1 ? new Probe.Failed("the answer has " + count + " SOAs of the zone") : found;
  }

  private static boolean isSoa(DomainName zone, RecordCursor answer) {
    return answer.section() == Section.ANSWER
        && answer.type() == RrType.SOA
        && answer.rrClass() == RrClass.IN
        && answer.ownerIs(zone);
  }
}
