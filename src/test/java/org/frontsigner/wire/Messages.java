package org.frontsigner.wire;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xbill.DNS.Record;

/** Messages to try things with. */
final class Messages {
  static final DomainName ZONE = DomainName.parse("Example.ORG");

  private static final int[] WITH_NAMES = {
    RrType.NS, RrType.CNAME, RrType.PTR, RrType.DNAME, RrType.MB, RrType.NSAP_PTR
  };

  private Messages() {}

  /** What stands in a message: a record of a section. */
  record Entry(Section section, Record record) {
    DomainName owner() {
      return RecordSamples.owner(record);
    }

    byte[] rdata() {
      return RecordSamples.rdata(record);
    }

    boolean writeTo(MessageWriter writer) {
      writer.section(section).owner(owner());
      return writer.record(record.getType(), record.getTTL(), rdata());
    }
  }

  /** Some records of all types, sorted by section. */
  static Arbitrary<List<Entry>> entries(int max) {
    Arbitrary<Section> sections =
        Arbitraries.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL);
    return Combinators.combine(sections, records())
        .as(Entry::new)
        .list()
        .ofMaxSize(max)
        .map(Messages::bySection);
  }

  private static List<Entry> bySection(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort((a, b) -> a.section().compareTo(b.section()));
    return sorted;
  }

  private static Arbitrary<Record> records() {
    List<Record> typical = RecordSamples.all();
    Arbitrary<DomainName> names = Names.in(ZONE);
    Arbitrary<Integer> choices =
        Arbitraries.integers().between(-typical.size(), typical.size() - 1);
    return Combinators.combine(names, choices, names)
        .as((a, choice, b) -> choice < 0 ? naming(a, choice, b) : owned(a, typical.get(choice)));
  }

  private static Record owned(DomainName owner, Record record) {
    return record.withName(Names.oracle(owner));
  }

  private static Record naming(DomainName owner, int choice, DomainName target) {
    int type = WITH_NAMES[-choice % WITH_NAMES.length];
    return Record.newRecord(Names.oracle(owner), type, RrClass.IN, 60, target.octets());
  }

  static MessageWriter question(MessageWriter writer) {
    return writer
        .begin(4711, Header.QR | Header.AA, MessageWriter.OCTETS_MAX)
        .question(ZONE, RrType.SOA, RrClass.IN);
  }

  /** The message with these records as {@link MessageWriter} writes it. */
  static byte[] written(List<Entry> entries) {
    MessageWriter writer = question(new MessageWriter());
    entries.forEach(entry -> entry.writeTo(writer));
    return writer.toOctets();
  }

  /** The message with these records as dnsjava writes it. */
  static byte[] writtenByDnsjava(List<Entry> entries) {
    org.xbill.DNS.Message message = new org.xbill.DNS.Message(4711);
    message.getHeader().setFlag(org.xbill.DNS.Flags.QR);
    message.getHeader().setFlag(org.xbill.DNS.Flags.AA);
    Record question = Record.newRecord(Names.oracle(ZONE), RrType.SOA, RrClass.IN);
    message.addRecord(question, org.xbill.DNS.Section.QUESTION);
    entries.forEach(entry -> message.addRecord(entry.record(), entry.section().number()));
    return message.toWire();
  }
}
