package org.frontsigner.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.PublishPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Zones made of text, signed, and asked with dnsjava as the client. */
final class TestServer implements ZoneSource {
  static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  // RSA, which the laws' verifiers check ten times as fast as anything else.
  static final ZoneKey KSK =
      new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, MAKER.make(Algorithm.RSASHA256, 1024));
  static final ZoneKey ZSK =
      new ZoneKey(2, ZoneKey.ZONE_KEY, true, true, MAKER.make(Algorithm.RSASHA256, 1024));
  static final Denial NSEC = new Denial.Nsec();
  static final Denial NSEC3 = new Denial.Nsec3(Nsec3Parameters.parse("1 0 1 ab"));
  // Octets that end strings, lines and labels where someone is careless.
  static final Denial SALTED = new Denial.Nsec3(Nsec3Parameters.parse("1 0 9 000a0d20225c"));
  static final Denial OPT_OUT = new Denial.Nsec3(Nsec3Parameters.parse("1 1 0 -"));
  static final Denial NARROW = new Denial.Narrow(Nsec3Parameters.DEFAULT);
  static final Denial NARROW_OPT_OUT = new Denial.Narrow(Nsec3Parameters.parse("1 1 2 -"));

  private final Map<Name, Served> zones = new TreeMap<>();
  AnswerSettings settings = AnswerSettings.DEFAULT;

  static Zone zone(Name apex, List<Record> records) {
    ZoneBuilder builder = new ZoneBuilder(name(apex), IntakePolicy.DEFAULT);
    for (Record record : records) {
      byte[] rdata = rdata(record);
      builder.add(name(record.getName()), record.getType(), record.getTTL(), rdata);
    }
    return ((BuildResult.Built) builder.build()).zone();
  }

  /** The rdata as the record has it, letter case kept. */
  private static byte[] rdata(Record record) {
    byte[] wire = record.toWire(Section.ANSWER);
    int from = record.getName().length() + 10;
    return java.util.Arrays.copyOfRange(wire, from, wire.length);
  }

  static List<Record> parse(String apex, String text) {
    try {
      Name origin = Name.fromString(apex);
      Master master =
          new Master(
              new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
              origin,
              3600);
      List<Record> records = new ArrayList<>();
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(record);
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SigningPlan plan(Denial denial, ZoneKey... keys) {
    return new SigningPlan(
        KeySet.of(List.of(keys)),
        denial,
        SigningWindow.at(NOW, SigningWindow.Shape.POWERDNS),
        new PublishPolicy(List.of(2), true, false, OptionalLong.empty(), false),
        CryptoChoice.best(false),
        true,
        new SignatureCounts());
  }

  static DNSKEYRecord dnskey(ZoneKey key, Name apex) {
    return (DNSKEYRecord) Record.newRecord(apex, Type.DNSKEY, DClass.IN, 300, key.dnskey());
  }

  static DomainName name(Name name) {
    return DomainName.of(name.toWire());
  }

  static Name name(String text) {
    return Name.fromConstantString(text);
  }

  TestServer add(SignedZone zone) {
    return add(new Served.Ready(zone));
  }

  TestServer add(Served served) {
    zones.put(xbill(served.apex()), served);
    return this;
  }

  TestServer add(String apex, String text, Denial denial) {
    Zone zone = zone(name(apex), parse(apex, text));
    SigningPlan plan = denial == null ? plan(NSEC) : plan(denial, KSK, ZSK);
    return add(SignedZone.first(zone, plan, zone.serial()));
  }

  SignedZone zoneAt(String apex) {
    return ((Served.Ready) zones.get(name(apex))).zone();
  }

  private static Name xbill(DomainName name) {
    try {
      return new Name(name.octets());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Served closest(DomainName name) {
    return closest(xbill(name), 0);
  }

  @Override
  public Served closestAbove(DomainName name) {
    return closest(xbill(name), 1);
  }

  private Served closest(Name name, int skipped) {
    for (int labels = skipped; labels < name.labels(); labels++) {
      Served served = zones.get(new Name(name, labels));
      if (served != null) {
        return served;
      }
    }
    return null;
  }

  @Override
  public Served exact(DomainName apex) {
    return zones.get(xbill(apex));
  }

  static Message question(Name name, int type) {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    query.getHeader().setID(4711);
    return query;
  }

  static Message question(Name name, int type, int payload, boolean dnssecOk) {
    Message query = question(name, type);
    int flags = dnssecOk ? org.xbill.DNS.ExtendedFlags.DO : 0;
    query.addRecord(new OPTRecord(payload, 0, 0, flags), Section.ADDITIONAL);
    return query;
  }

  static Query query(Message message) {
    byte[] wire = message.toWire();
    return (Query) QueryReader.read(wire, 0, wire.length);
  }

  byte[] respond(Message message, Delivery delivery) {
    MessageWriter writer = new MessageWriter();
    int length = new Responder(this, settings).respond(query(message), delivery, writer);
    return java.util.Arrays.copyOf(writer.octets(), length);
  }

  static Message parse(byte[] octets) {
    try {
      return new Message(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks over TCP, with or without DO. */
  Message ask(String name, int type, boolean dnssecOk) {
    return ask(name(name), type, dnssecOk);
  }

  Message ask(Name name, int type, boolean dnssecOk) {
    return parse(respond(question(name, type, 1232, dnssecOk), Delivery.TCP));
  }

  static List<Record> records(Message message, int section) {
    return message.getSection(section).stream().filter(r -> r.getType() != Type.OPT).toList();
  }

  /** The records of a section as text, without TTL, in order. */
  static List<String> shown(Message message, int section) {
    return records(message, section).stream().map(TestServer::shown).toList();
  }

  /** Owner, type and, for types of which it is short and stable, rdata. */
  static String shown(Record record) {
    String head = record.getName() + " " + Type.string(record.getType());
    return switch (record.getType()) {
      case Type.RRSIG ->
          head + " " + Type.string(((org.xbill.DNS.RRSIGRecord) record).getTypeCovered());
      case Type.SOA, Type.DNSKEY, Type.NSEC3, Type.NSEC3PARAM -> head;
      default -> head + " " + record.rdataToString();
    };
  }
}
