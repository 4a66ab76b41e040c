package org.frontsigner.transfer;

import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.EdnsOptions;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Opcode;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Soa;

/**
 * What we ask of a peer, before it is signed, and which messages can be an answer to it. Immutable.
 */
final class Request {
  private static final int OCTETS_MAX = 1232;

  private final int id;
  private final int opcode;
  private final DomainName zone;
  private final int type;
  private final byte[] octets;

  private Request(int id, int opcode, DomainName zone, int type, MessageWriter message) {
    this.id = id;
    this.opcode = opcode;
    this.zone = zone;
    this.type = type;
    this.octets = message.toOctets();
  }

  /** The question for the SOA of a zone. */
  static Request soa(DomainName zone, int id) {
    return new Request(id, Opcode.QUERY, zone, RrType.SOA, begin(id, 0, zone, RrType.SOA));
  }

  /** The question for the SOA of a zone with its signatures (RFC 3225). */
  static Request signedSoa(DomainName zone, int id) {
    MessageWriter message = begin(id, 0, zone, RrType.SOA);
    message.opt(OCTETS_MAX, Rcode.NOERROR, 0, true, EdnsOptions.NONE);
    return new Request(id, Opcode.QUERY, zone, RrType.SOA, message);
  }

  /** The question to a resolver for the DS set of a zone, with its signatures. */
  static Request ds(DomainName zone, int id) {
    MessageWriter message = begin(id, Header.RD, zone, RrType.DS);
    message.opt(OCTETS_MAX, Rcode.NOERROR, 0, true, EdnsOptions.NONE);
    return new Request(id, Opcode.QUERY, zone, RrType.DS, message);
  }

  /** The question for the whole zone (RFC 5936, 2.1). */
  static Request whole(DomainName zone, int id) {
    return new Request(id, Opcode.QUERY, zone, RrType.AXFR, begin(id, 0, zone, RrType.AXFR));
  }

  /** The question for what changed since the zone had this SOA (RFC 1995, 3). */
  static Request differences(DomainName zone, int id, Soa from) {
    MessageWriter message = begin(id, 0, zone, RrType.IXFR).section(Section.AUTHORITY);
    message.owner(zone).record(RrType.SOA, from.ttlSeconds(), from.rdata());
    return new Request(id, Opcode.QUERY, zone, RrType.IXFR, message);
  }

  /** The news that a zone has this SOA now (RFC 1996, 3.7). */
  static Request notify(DomainName zone, int id, Soa served) {
    int flags = Header.AA | Header.ofOpcode(Opcode.NOTIFY);
    MessageWriter message = begin(id, flags, zone, RrType.SOA).section(Section.ANSWER);
    message.owner(zone).record(RrType.SOA, served.ttlSeconds(), served.rdata());
    return new Request(id, Opcode.NOTIFY, zone, RrType.SOA, message);
  }

  private static MessageWriter begin(int id, int flags, DomainName zone, int type) {
    return new MessageWriter().begin(id, flags, OCTETS_MAX).question(zone, type, RrClass.IN);
  }

  int id() {
    return id;
  }

  DomainName zone() {
    return zone;
  }

  boolean isForDifferences() {
    return type == RrType.IXFR;
  }

  /** The message without TSIG; not to be changed. */
  byte[] octets() {
    return octets;
  }

  /** Why a message is no answer to this request; empty where it is one. */
  Optional<String> mismatch(RecordCursor message) {
    if (!message.isResponse()) {
      return Optional.of("is no response: its QR is 0");
    }
    if (message.id() != id) {
      return Optional.of("has ID %d, the request %d".formatted(message.id(), id));
    }
    if (message.opcode() != opcode) {
      return Optional.of("has opcode " + Opcode.name(message.opcode()));
    }
    return message.hasQuestion() && !asksTheSame(message)
        ? Optional.of("repeats another question: " + question(message))
        : Optional.empty();
  }

  private boolean asksTheSame(RecordCursor message) {
    return message.qtype() == type
        && message.qclass() == RrClass.IN
        && message.qname().equals(zone);
  }

  private static String question(RecordCursor message) {
    return "%s %s %s"
        .formatted(message.qname(), RrClass.name(message.qclass()), RrType.name(message.qtype()));
  }
}
