package org.frontsigner.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.wire.Serial;

/** The server of an operator who signs nothing: it answers about one zone, and not always well. */
final class HiddenPrimary {
  private final UnsignedZone zone;
  private final Random random;
  private final MessageWriter writer = new MessageWriter();

  /** One answer of so many is wrong; 0: none is. */
  private int wrongOneIn;

  HiddenPrimary(UnsignedZone zone, Random random) {
    this.zone = zone;
    this.random = random;
  }

  UnsignedZone zone() {
    return zone;
  }

  void setWrongOneIn(int many) {
    wrongOneIn = many;
  }

  /** What it says to a request: one message over UDP, any number of them over TCP. */
  List<byte[]> answer(byte[] request) {
    Query query = (Query) QueryReader.read(request, 0, request.length);
    if (wrongOneIn > 0 && random.nextInt(wrongOneIn) == 0) {
      return wrong(query);
    }
    return messages(query, records(query));
  }

  private List<Rr> records(Query query) {
    return switch (query.qtype()) {
      case RrType.SOA -> List.of(zone.soa());
      case RrType.AXFR -> zone.whole();
      default -> differences(query.soaSerial());
    };
  }

  private List<Rr> differences(long from) {
    if (from == zone.serial() || Serial.isAfter(from, zone.serial())) {
      return List.of(zone.soa());
    }
    List<Rr> known = zone.since(from);
    return known == null ? zone.whole() : known;
  }

  private List<byte[]> messages(Query query, List<Rr> records) {
    List<byte[]> messages = new ArrayList<>();
    int perMessage = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : records.size();
    for (int from = 0; from < records.size(); from += perMessage) {
      List<Rr> some = records.subList(from, Math.min(records.size(), from + perMessage));
      messages.add(message(query, Rcode.NOERROR, some));
    }
    return messages;
  }

  private byte[] message(Query query, int rcode, List<Rr> records) {
    writer.begin(query.id(), Header.QR | Header.AA, MessageWriter.OCTETS_MAX);
    writer.question(query.qname(), query.qtype(), RrClass.IN).section(Section.ANSWER);
    writer.rcode(rcode);
    for (Rr record : records) {
      writer.owner(record.owner()).record(record.type(), record.ttl(), record.rdata());
    }
    return writer.toOctets();
  }

  /** A server that is broken, restarted, or behind. */
  private List<byte[]> wrong(Query query) {
    List<Rr> records = records(query);
    List<byte[]> whole = messages(query, records);
    return switch (random.nextInt(7)) {
      case 0 -> List.of(message(query, Rcode.SERVFAIL, List.of()));
      case 1 -> List.of(message(query, Rcode.REFUSED, List.of()));
      case 2 -> List.of(garbage());
      case 3 -> List.of();
      case 4 -> whole.subList(0, whole.size() - 1);
      case 5 -> List.of(message(query, Rcode.NOERROR, records.subList(0, records.size() / 2)));
      default -> messages(query, spoiled(records));
    };
  }

  private byte[] garbage() {
    byte[] octets = new byte[random.nextInt(200)];
    random.nextBytes(octets);
    return octets;
  }

  /** Differences from data that we do not have, or a zone that can't be served. */
  private List<Rr> spoiled(List<Rr> records) {
    List<Rr> spoiled = new ArrayList<>(records);
    if (records.size() > 3 && records.get(1).isSoa()) {
      byte[] nobody = {10, 99, 99, 99};
      spoiled.add(2, new Rr(records.get(0).owner(), RrType.A, 77, nobody));
    } else {
      spoiled.removeIf(record -> record.type() == RrType.NS && record.owner().equals(zone.apex));
    }
    return spoiled;
  }
}
