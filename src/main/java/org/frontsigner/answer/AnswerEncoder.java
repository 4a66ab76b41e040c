package org.frontsigner.answer;

import java.nio.charset.StandardCharsets;
import org.frontsigner.wire.Edns;
import org.frontsigner.wire.EdnsOption;
import org.frontsigner.wire.EdnsOptions;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Opcode;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.Rejected;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;

/**
 * Writes a decided answer as octets. A set and its signatures are written whole or not at all; at
 * the first that is needed and does not fit, the message ends and is marked truncated (RFC 2181,
 * 9). Not thread-safe.
 */
final class AnswerEncoder {
  private static final int COPIED_FLAGS = Header.ofOpcode(0xf) | Header.RD | Header.CD;
  private static final Section[] SECTIONS = {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL};

  private final int udpOctetsMax;
  private final byte[] nsid;
  private final EdnsOptions options = new EdnsOptions();
  private final SignatureWriter signatures = new SignatureWriter();

  AnswerEncoder(AnswerSettings settings) {
    this.udpOctetsMax = settings.udpOctetsMax();
    this.nsid = settings.serverId().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the answer to the query and returns how long it is. */
  int encode(Query query, Answer answer, Delivery delivery, MessageWriter writer) {
    Edns edns = query.edns();
    writer.begin(query.id(), flags(query, answer), limit(edns, delivery));
    writer.question(query);
    writer.reserveForTsig(delivery.reservedOctets());
    if (edns.isPresent()) {
      collectOptions(edns, answer);
      writer.reserveForOpt(MessageWriter.OPT_OCTETS + options.length());
    }
    if (answer.isTruncated() || !writeSections(query, answer, writer)) {
      writer.setTruncated();
    }
    if (edns.isPresent()) {
      writer.opt(udpOctetsMax, answer.rcode(), 0, edns.dnssecOk(), options);
    }
    return writer.finish();
  }

  /** Writes the answer to what is no query and returns how long it is. */
  int encode(Rejected rejected, Delivery delivery, MessageWriter writer) {
    Edns edns = rejected.edns();
    writer.beginRejection(rejected, limit(edns, delivery));
    if (edns.isPresent()) {
      writer.opt(udpOctetsMax, rejected.rcode(), 0, edns.dnssecOk(), EdnsOptions.NONE);
    }
    return writer.finish();
  }

  private static int flags(Query query, Answer answer) {
    int flags = Header.QR | (query.flags() & COPIED_FLAGS);
    if (answer.isAuthoritative()) {
      flags |= Header.AA;
    }
    return flags | (answer.rcode() & 0xf);
  }

  private int limit(Edns edns, Delivery delivery) {
    if (delivery.overTcp()) {
      return MessageWriter.OCTETS_MAX;
    }
    return edns.isPresent()
        ? Math.min(edns.udpPayloadOctets(), udpOctetsMax)
        : Edns.UDP_PAYLOAD_OCTETS_MIN;
  }

  private void collectOptions(Edns edns, Answer answer) {
    options.clear();
    if (nsid.length > 0 && edns.hasOption(EdnsOption.NSID)) {
      options.add(EdnsOption.NSID, nsid);
    }
    if (answer.extendedError() != null) {
      options.extendedError(answer.extendedError());
    }
  }

  private boolean writeSections(Query query, Answer answer, MessageWriter writer) {
    if (answer.chaosText() != null) {
      writer.section(Section.ANSWER).owner(query.octets(), query.qnameAt(), query.qnameLength());
      return writer.recordOfClass(RrClass.CH, RrType.TXT, 0, answer.chaosText());
    }
    for (Section section : SECTIONS) {
      if (!writeSection(section, answer, writer)) {
        return false;
      }
    }
    return true;
  }

  private boolean writeSection(Section section, Answer answer, MessageWriter writer) {
    writer.section(section);
    for (int i = 0; i < answer.count(); i++) {
      Answer.Entry entry = answer.entry(i);
      if (entry.section() == section && !write(entry, writer) && entry.isNeeded()) {
        return false;
      }
    }
    return true;
  }

  private boolean write(Answer.Entry entry, MessageWriter writer) {
    long mark = writer.mark();
    writer.owner(entry.owner());
    boolean whole =
        (entry.set() == null || writer.rrset(entry.set(), entry.ttlSeconds()))
            && (entry.rrsigs() == null
                || signatures.writeAll(writer, entry.rrsigs(), entry.ttlSeconds()));
    if (!whole) {
      writer.rollback(mark);
    }
    return whole;
  }

  /** Whether an answer without records claims authority: that to a NOTIFY (RFC 1996, 4.7). */
  static boolean claimsAuthority(Query query, int rcode) {
    return query.opcode() == Opcode.NOTIFY && rcode == Rcode.NOERROR;
  }
}
