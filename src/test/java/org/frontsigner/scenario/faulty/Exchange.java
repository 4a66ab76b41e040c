package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** One request and what can be sent in return, honest or not. Used by one thread. */
final class Exchange {
  private static final int MESSAGE_RECORDS = 5;
  private static final int MESSAGE_OCTETS_MAX = 65_535;

  private final Message query;
  private final boolean signed;
  private final TsigSecret key;
  private final FaultyPrimary.Versions versions;
  private final Random random;
  private final ReplyChannel channel;
  private TSIG.StreamGenerator signer;

  Exchange(
      Message query,
      byte[] octets,
      TsigSecret key,
      FaultyPrimary.Versions versions,
      Random random,
      ReplyChannel channel) {
    this.query = query;
    this.key = key;
    this.versions = versions;
    this.random = random;
    this.channel = channel;
    signed = query.getTSIG() != null && key.tsig().verify(query, octets, null) == Rcode.NOERROR;
    signer = signed ? new TSIG.StreamGenerator(key.tsig(), query.getTSIG()) : null;
  }

  /** Whether the request carries a good TSIG of our key. */
  boolean isSigned() {
    return signed;
  }

  boolean isIncremental() {
    return query.getQuestion().getType() == Type.IXFR;
  }

  ZoneData zone() {
    return versions.current();
  }

  ZoneData previous() {
    return versions.previous();
  }

  TsigSecret key() {
    return key;
  }

  Random random() {
    return random;
  }

  ReplyChannel channel() {
    return channel;
  }

  /** Later messages carry no TSIG. */
  void stopSigning() {
    signer = null;
  }

  /** Later messages carry a TSIG of this key. */
  void signWith(TsigSecret other) {
    signer = new TSIG.StreamGenerator(other.tsig(), query.getTSIG());
  }

  /** An empty reply to the request: its ID, its question, QR and AA set. */
  Message reply() {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.AA);
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    return reply;
  }

  /** A reply with these records as its answer. */
  Message reply(List<? extends Record> records) {
    Message reply = reply();
    records.forEach(record -> reply.addRecord(record, Section.ANSWER));
    return reply;
  }

  /** Signs if told to, and sends. */
  void send(Message reply) throws IOException {
    channel.message(signed(reply));
  }

  /** The octets of a reply with its signature. */
  byte[] signed(Message reply) {
    if (signer != null) {
      signer.generate(reply);
    }
    return reply.toWire(MESSAGE_OCTETS_MAX);
  }

  void refuse(int rcode) throws IOException {
    Message reply = reply();
    reply.getHeader().setRcode(rcode);
    send(reply);
  }

  /** An honest answer to a question for the SOA record. */
  void sendSoa() throws IOException {
    send(reply(List.of(zone().soa())));
  }

  /** Sends records as the stream of a transfer, a few a message. */
  void stream(List<? extends Record> records) throws IOException {
    for (List<? extends Record> part : parts(records)) {
      send(reply(part));
    }
  }

  /** The whole zone between its two SOA records. */
  List<Record> whole() {
    return whole(zone());
  }

  List<Record> whole(ZoneData zone) {
    List<Record> records = new ArrayList<>();
    records.add(zone.soa());
    zone.records().stream().filter(record -> record.getType() != Type.SOA).forEach(records::add);
    records.add(zone.soa());
    return records;
  }

  /** The whole zone with these records before its last SOA record. */
  List<Record> wholeWith(Record... more) {
    List<Record> records = whole();
    records.addAll(records.size() - 1, List.of(more));
    return records;
  }

  /**
   * The honest answer: what changed when the client has the version before, else the whole zone.
   */
  List<Record> honest() {
    return isIncremental() && clientSerial() == previous().serial()
        ? increment(minus(previous(), zone()), minus(zone(), previous()))
        : whole();
  }

  /** One difference sequence from the version before to this one (RFC 1995, 4). */
  List<Record> increment(List<Record> deleted, List<Record> added) {
    List<Record> records = new ArrayList<>();
    records.add(zone().soa());
    records.add(previous().soa());
    records.addAll(deleted);
    records.add(zone().soa());
    records.addAll(added);
    records.add(zone().soa());
    return records;
  }

  /** The serial that the client of an incremental transfer says it has. */
  private long clientSerial() {
    return query.getSection(Section.AUTHORITY).stream()
        .filter(SOARecord.class::isInstance)
        .mapToLong(record -> ((SOARecord) record).getSerial())
        .findFirst()
        .orElse(-1);
  }

  static List<Record> minus(ZoneData some, ZoneData others) {
    return some.records().stream()
        .filter(record -> record.getType() != Type.SOA)
        .filter(record -> !others.records().contains(record))
        .toList();
  }

  static <T> List<List<T>> parts(List<T> records) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < records.size(); i += MESSAGE_RECORDS) {
      parts.add(records.subList(i, Math.min(records.size(), i + MESSAGE_RECORDS)));
    }
    return parts;
  }
}
