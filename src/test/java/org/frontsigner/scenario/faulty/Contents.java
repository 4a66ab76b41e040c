package org.frontsigner.scenario.faulty;

import java.io.IOException;
import java.util.List;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;

/** Faults in the records of a transfer that is well-formed as a stream. */
final class Contents {
  private static final long TTL_SECONDS = 3600;

  private Contents() {}

  static void unequalSoas(Exchange exchange) throws IOException {
    List<Record> records = exchange.whole();
    records.set(records.size() - 1, exchange.zone().withSerial(exchange.zone().serial() + 7).soa());
    exchange.stream(records);
    exchange.channel().close();
  }

  /** An apex SOA record of another serial among the other records. */
  static void secondSoa(Exchange exchange) throws IOException {
    List<Record> records = exchange.whole();
    records.add(records.size() / 2, exchange.zone().withSerial(exchange.zone().serial() + 7).soa());
    exchange.stream(records);
    exchange.channel().close();
  }

  static void recordsBeforeSoa(Exchange exchange) throws IOException {
    List<Record> records = exchange.whole();
    records.add(0, records.get(1));
    exchange.stream(records);
    exchange.channel().close();
  }

  static void recordsAfterLastSoa(Exchange exchange) throws IOException {
    List<Record> records = exchange.whole();
    records.add(ZoneData.record(exchange.zone().origin(), "late A 192.0.2.66"));
    exchange.send(exchange.reply(records));
    exchange.channel().close();
  }

  /** The SOA record of another zone at both ends. */
  static void otherZone(Exchange exchange) throws IOException {
    ZoneData other = ZoneData.of("elsewhere.test", exchange.zone().serial(), "www A 192.0.2.66");
    exchange.stream(exchange.whole(other));
    exchange.channel().close();
  }

  static void outOfZone(Exchange exchange) throws IOException {
    Name elsewhere = ZoneData.name("elsewhere.test");
    exchange.stream(exchange.wholeWith(ZoneData.record(elsewhere, "www A 192.0.2.66")));
  }

  static void otherClass(Exchange exchange) throws IOException {
    Name name = ZoneData.name("chaos." + exchange.zone().zone());
    exchange.stream(exchange.wholeWith(new TXTRecord(name, DClass.CH, TTL_SECONDS, "bad")));
  }

  static void cnameBesideOtherData(Exchange exchange) throws IOException {
    Name origin = exchange.zone().origin();
    exchange.stream(
        exchange.wholeWith(
            ZoneData.record(origin, "both A 192.0.2.66"),
            ZoneData.record(origin, "both CNAME ns1")));
  }

  /** What a primary sends that began to sign by itself. */
  static void dnssecRecords(Exchange exchange) throws IOException {
    Name origin = exchange.zone().origin();
    String times = " 3600 20300101000000 20200101000000 12345 " + origin + " ";
    exchange.stream(
        exchange.wholeWith(
            ZoneData.record(origin, "@ NSEC ns1 NS SOA RRSIG NSEC"),
            ZoneData.record(origin, "@ NSEC3PARAM 1 0 5 AABB"),
            ZoneData.record(origin, "@ RRSIG SOA 13 2" + times + "AAAAAAAA"),
            ZoneData.record(origin, "@ RRSIG NSEC 13 2" + times + "AAAAAAAA")));
  }

  /** A probe that tells of a new serial, then a transfer of an old one. */
  static void olderSerial(Exchange exchange) throws IOException {
    exchange.stream(exchange.whole(exchange.zone().withSerial(exchange.previous().serial() - 1)));
  }
}
