package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Zones handed on (RFC 5936, RFC 1995). */
class TransferTest {
  private static final Name APEX = RandomRecords.APEX;
  private static final Denial[] DENIALS = {TestServer.NSEC, TestServer.NSEC3, TestServer.OPT_OUT};

  private static SignedZone signed(List<Record> records, Denial denial) {
    Zone zone = TestServer.zone(APEX, records);
    return SignedZone.first(
        zone, TestServer.plan(denial, TestServer.KSK, TestServer.ZSK), zone.serial());
  }

  private static Query axfr() {
    return TestServer.query(TestServer.question(APEX, Type.AXFR));
  }

  private static Query ixfr(long serial) {
    Message query = TestServer.question(APEX, Type.IXFR);
    query.addRecord(
        new SOARecord(APEX, DClass.IN, 0, APEX, APEX, serial, 0, 0, 0, 0), Section.AUTHORITY);
    return TestServer.query(query);
  }

  static List<Message> stream(Query query, TransferPlan plan, int reserved) {
    List<Message> messages = new ArrayList<>();
    MessageWriter writer = new MessageWriter();
    try (TransferStream stream = new TransferStream(query, plan, reserved, Runnable::run, 3)) {
      while (stream.next(writer)) {
        assertThat(writer.length() + reserved).isLessThanOrEqualTo(0xffff);
        messages.add(TestServer.parse(writer.toOctets()));
      }
      assertThat(stream.next(writer)).isFalse();
    }
    return messages;
  }

  static List<Record> records(List<Message> messages) {
    List<Record> records = new ArrayList<>();
    messages.forEach(each -> records.addAll(each.getSection(Section.ANSWER)));
    return records;
  }

  static List<Record> transferred(SignedZone zone) {
    TransferPlan plan = TransferPlanner.plan(axfr(), new Served.Ready(zone), true);
    return records(stream(axfr(), plan, 0));
  }

  private static boolean isOfSigning(Record record) {
    return switch (record.getType()) {
      case Type.RRSIG, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM -> true;
      case Type.DNSKEY, Type.CDS, Type.CDNSKEY -> true;
      default -> false;
    };
  }

  private static Set<String> texts(List<Record> records) {
    Set<String> texts = new TreeSet<>();
    records.forEach(
        each ->
            texts.add(
                each.getName() + " " + Type.string(each.getType()) + " " + each.rdataToString()));
    return texts;
  }

  @Property(tries = 60)
  void theZoneIsHandedOnAsItCameAndSigned(
      @ForAll long seed, @ForAll @IntRange(max = 2) int denial) {
    List<Record> given = RandomRecords.of(seed);
    List<Record> all = transferred(signed(given, DENIALS[denial]));
    assertThat(all.get(0)).isInstanceOf(SOARecord.class).isEqualTo(all.get(all.size() - 1));
    assertThat(all.get(1)).isInstanceOf(RRSIGRecord.class);
    List<Record> body = all.subList(0, all.size() - 1);
    assertThat(texts(body)).hasSameSizeAs(body);
    assertThat(texts(body.stream().filter(r -> !isOfSigning(r)).toList())).isEqualTo(texts(given));
    verifySets(given, body);
    TruthModel truth = new TruthModel(APEX, given);
    long denials =
        body.stream().filter(r -> r instanceof NSECRecord || r.getType() == Type.NSEC3).count();
    assertThat(denials).isEqualTo(owners(truth, DENIALS[denial]).size());
  }

  static Set<Name> owners(TruthModel truth, Denial denial) {
    Set<Name> names = new TreeSet<>();
    for (Name owner : truth.owners()) {
      for (Name at = owner; at.subdomain(APEX); at = new Name(at, 1)) {
        boolean hasRecords = truth.owners().contains(at);
        boolean inChain =
            denial.equals(TestServer.NSEC)
                ? hasRecords && truth.occluder(at) == null
                : denial.equals(TestServer.OPT_OUT) ? truth.isSecure(at) : truth.exists(at);
        if (inChain) {
          names.add(at);
        }
      }
    }
    return names;
  }

  private static void verifySets(List<Record> given, List<Record> body) {
    Message message = new Message();
    body.forEach(record -> message.addRecord(record, Section.ANSWER));
    TruthModel truth = new TruthModel(APEX, given);
    Prover prover = new Prover(APEX, (name, wildcard) -> false, name -> false);
    for (RRset set : message.getSectionRRsets(Section.ANSWER)) {
      boolean authoritative = truth.occluder(set.getName()) == null || set.getType() == Type.NSEC3;
      boolean atCut = truth.isCut(set.getName()) && !isDenialOrDs(set);
      if (authoritative && !atCut) {
        prover.verify(set);
      } else {
        assertThat(set.sigs()).as("signatures of %s", set).isEmpty();
      }
    }
  }

  private static boolean isDenialOrDs(RRset set) {
    return set.getType() == Type.DS || set.getType() == Type.NSEC || set.getType() == Type.NSEC3;
  }

  @Property(tries = 20)
  void aTransferAndLiveAnswersAreTheSameOctets(
      @ForAll long seed, @ForAll @IntRange(max = 2) int denial) {
    SignedZone zone = signed(RandomRecords.of(seed), DENIALS[denial]);
    TestServer server = new TestServer().add(zone);
    Set<String> handedOn = new TreeSet<>();
    transferred(zone).forEach(record -> handedOn.add(lower(record)));
    Set<String> asked = new TreeSet<>();
    for (Name name : RandomRecords.questions(2)) {
      for (int type : new int[] {Type.A, Type.DS, Type.NSEC, Type.NS}) {
        Message message = server.ask(name, type, true);
        for (Record record : TestServer.records(message, Section.AUTHORITY)) {
          if (isDenial(record)) {
            asked.add(lower(record));
          }
        }
      }
    }
    assertThat(handedOn).containsAll(asked);
    assertThat(asked).isNotEmpty();
  }

  private static boolean isDenial(Record record) {
    int type = record instanceof RRSIGRecord rrsig ? rrsig.getTypeCovered() : record.getType();
    return type == Type.NSEC || type == Type.NSEC3;
  }

  private static String lower(Record record) {
    return java.util.HexFormat.of().formatHex(record.toWireCanonical());
  }

  @Test
  void aLargeZoneGoesInFullMessages() {
    List<Record> records =
        new ArrayList<>(
            TestServer.parse(
                "example.", "@ 3600 SOA ns m 7 3600 600 86400 300\n@ NS ns.elsewhere.\n"));
    for (int i = 0; i < 5000; i++) {
      records.addAll(TestServer.parse("example.", "host" + i + " A 10.0.0." + i % 250));
    }
    SignedZone zone = signed(records, TestServer.NSEC3);
    TransferPlan plan = TransferPlanner.plan(axfr(), new Served.Ready(zone), true);
    List<Message> messages = stream(axfr(), plan, 300);
    assertThat(messages).hasSizeBetween(15, 45);
    assertThat(messages.get(0).getQuestion().getType()).isEqualTo(Type.AXFR);
    assertThat(messages.get(1).getQuestion()).isNull();
    for (Message message : messages.subList(0, messages.size() - 1)) {
      assertThat(message.numBytes()).isGreaterThan(0xffff - 300 - 400);
      assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
      assertThat(message.getHeader().getID()).isEqualTo(4711);
    }
    // The apex has 15 records and the last SOA, each host and each NSEC3 record its signature.
    assertThat(records(messages).size()).isEqualTo(16 + 2 * 5000 + 2 * 5001);
  }

  @Test
  void aSetLargerThanAMessageIsSpreadOverSeveral() {
    StringBuilder text = new StringBuilder("@ 3600 SOA ns m 7 1 1 1 300\n@ NS ns.elsewhere.\n");
    for (int i = 0; i < 6000; i++) {
      text.append("big A 10.%d.%d.1%n".formatted(i / 200, i % 200));
    }
    SignedZone zone = signed(TestServer.parse("example.", text.toString()), TestServer.NSEC);
    List<Record> all = transferred(zone);
    assertThat(all.stream().filter(r -> r.getType() == Type.A)).hasSize(6000);
  }

  @Test
  void aZoneWithoutKeysGoesAsItCame() {
    List<Record> given = RandomRecords.of(3);
    Zone zone = TestServer.zone(APEX, given);
    SignedZone unsigned = SignedZone.first(zone, TestServer.plan(TestServer.NSEC), zone.serial());
    assertThat(texts(transferred(unsigned))).isEqualTo(texts(given));
  }

  @Test
  void ownersKeepTheirLetterCase() {
    List<Record> given =
        TestServer.parse(
            "example.", "@ 3600 SOA ns m 7 1 1 1 300\n@ NS x.\nHost A 10.0.0.1\na.HOST A 10.0.0.2");
    assertThat(texts(transferred(signed(given, TestServer.NSEC))))
        .contains("Host.example. A 10.0.0.1", "a.HOST.example. A 10.0.0.2");
  }

  @Test
  void anIxfrOfTheSameOrANewerSerialIsAnsweredWithTheSoaAlone() {
    SignedZone zone = signed(RandomRecords.of(4), TestServer.NSEC);
    for (long serial : new long[] {7, 8, 1000}) {
      TransferPlan plan = TransferPlanner.plan(ixfr(serial), new Served.Ready(zone), true);
      assertThat(plan).isInstanceOf(TransferPlan.UpToDate.class);
      List<Record> records = records(stream(ixfr(serial), plan, 0));
      assertThat(records).hasSize(1);
      assertThat(((SOARecord) records.get(0)).getSerial()).isEqualTo(7);
    }
  }

  @Test
  void anIxfrOfAnOlderSerialIsAnsweredWithTheWholeZone() {
    SignedZone zone = signed(RandomRecords.of(4), TestServer.NSEC);
    for (long serial : new long[] {6, 0xffff_fff0L, 7 + 0x8000_0000L}) {
      TransferPlan plan = TransferPlanner.plan(ixfr(serial), new Served.Ready(zone), true);
      assertThat(plan).isInstanceOf(TransferPlan.Full.class);
      List<Message> messages = stream(ixfr(serial), plan, 0);
      assertThat(messages.get(0).getQuestion().getType()).isEqualTo(Type.IXFR);
      assertThat(texts(records(messages))).isEqualTo(texts(transferred(zone)));
    }
  }

  @Test
  void whatCanNotBeHandedOnIsRefusedWithAReason() {
    DomainName apex = DomainName.parse("example.");
    SignedZone broad = signed(RandomRecords.of(4), TestServer.NSEC);
    SignedZone narrow = signed(RandomRecords.of(4), TestServer.NARROW);
    assertRefused(null, true, TransferPlan.Reason.NOT_AUTHORITATIVE, Rcode.NOTAUTH);
    assertRefused(new Served.Ready(broad), false, TransferPlan.Reason.NOT_ALLOWED, Rcode.REFUSED);
    assertRefused(new Served.Ready(narrow), true, TransferPlan.Reason.NARROW, Rcode.REFUSED);
    assertRefused(new Served.NotReady(apex), true, TransferPlan.Reason.NOT_READY, Rcode.SERVFAIL);
    assertRefused(new Served.Expired(apex), true, TransferPlan.Reason.EXPIRED, Rcode.SERVFAIL);
  }

  private static void assertRefused(
      Served served, boolean allowed, TransferPlan.Reason reason, int rcode) {
    Query query = TestServer.query(TestServer.question(APEX, Type.AXFR, 1232, false));
    TransferPlan plan = TransferPlanner.plan(query, served, allowed);
    assertThat(plan).isEqualTo(new TransferPlan.Refused(reason));
    List<Message> messages = stream(query, plan, 100);
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).getRcode()).isEqualTo(rcode);
    assertThat(messages.get(0).getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(messages.get(0).getSection(Section.ANSWER)).isEmpty();
    assertThat(messages.get(0).getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)).hasSize(1);
  }

  @Test
  void aNarrowZoneWithoutKeysIsHandedOn() {
    Zone zone = TestServer.zone(APEX, RandomRecords.of(4));
    SignedZone unsigned = SignedZone.first(zone, TestServer.plan(TestServer.NARROW), 7);
    assertThat(TransferPlanner.plan(axfr(), new Served.Ready(unsigned), true))
        .isInstanceOf(TransferPlan.Full.class);
  }

  @Test
  void aRecordThatFitsIntoNoMessageEndsTheTransfer() {
    SignedZone zone = signed(RandomRecords.of(4), TestServer.NSEC);
    TransferPlan plan = new TransferPlan.Full(zone);
    TransferStream stream = new TransferStream(axfr(), plan, 65_490, Runnable::run, 1);
    assertThatThrownBy(() -> stream.next(new MessageWriter()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SOA");
  }

  @Test
  void theFirstMessageHasAnOptRecordWhenTheQueryHasOne() {
    Query query = TestServer.query(TestServer.question(APEX, Type.AXFR, 1232, true));
    SignedZone zone = signed(RandomRecords.of(4), TestServer.NSEC);
    List<Message> messages = stream(query, new TransferPlan.Full(zone), 0);
    assertThat(messages.get(0).getOPT()).isNotNull();
    assertThat(stream(axfr(), new TransferPlan.Full(zone), 0).get(0).getOPT()).isNull();
  }
}
