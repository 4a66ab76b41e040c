package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.wire.Received;
import org.frontsigner.wire.Rejected;
import org.frontsigner.zone.Zone;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Laws that hold for every question to every zone. */
class AnswerLawsTest {
  private static final Denial[] DENIALS = {
    TestServer.NSEC, TestServer.NSEC3, TestServer.OPT_OUT, TestServer.NARROW, null
  };

  private final TestServer server = new TestServer();
  private SignedZone zone;
  private TruthModel truth;

  private void serve(long seed, int denial) {
    List<Record> records = RandomRecords.of(seed);
    Zone unsigned = TestServer.zone(RandomRecords.APEX, records);
    zone =
        SignedZone.first(
            unsigned,
            DENIALS[denial] == null
                ? TestServer.plan(TestServer.NSEC)
                : TestServer.plan(DENIALS[denial], TestServer.KSK, TestServer.ZSK),
            7);
    server.add(zone);
    truth = new TruthModel(RandomRecords.APEX, records);
  }

  @Property(tries = 30)
  void withoutDoTheAnswerIsTheSameButForDnssec(
      @ForAll long seed, @ForAll @IntRange(max = 4) int denial) {
    serve(seed, denial);
    for (Name name : RandomRecords.questions(2)) {
      for (int type : new int[] {Type.A, Type.DS, Type.NS, Type.SRV}) {
        Message with = server.ask(name, type, true);
        Message without = server.ask(name, type, false);
        assertThat(without.getRcode()).isEqualTo(with.getRcode());
        for (int section = Section.ANSWER; section <= Section.ADDITIONAL; section++) {
          assertThat(texts(without, section)).isEqualTo(withoutDnssec(with, section, type));
        }
      }
    }
  }

  private static List<String> texts(Message message, int section) {
    return TestServer.records(message, section).stream().map(Record::toString).toList();
  }

  private static List<String> withoutDnssec(Message message, int section, int asked) {
    List<String> texts = new ArrayList<>();
    for (Record record : TestServer.records(message, section)) {
      int type = record.getType();
      boolean ofDnssec =
          type == Type.RRSIG || type == Type.NSEC || type == Type.NSEC3 || type == Type.DS;
      if (!ofDnssec || (section == Section.ANSWER && type == asked)) {
        texts.add(record.toString());
      }
    }
    return texts;
  }

  @Property(tries = 30)
  void anyHasEverySetOfItsName(@ForAll long seed, @ForAll @IntRange(max = 4) int denial) {
    serve(seed, denial);
    for (Name name : RandomRecords.questions(3)) {
      Name source = truth.occluder(name) == null ? truth.source(name) : null;
      if (source == null || truth.isCut(source) || name.equals(RandomRecords.APEX)) {
        continue;
      }
      Set<Integer> types = new TreeSet<>(truth.types(source));
      Message message = server.ask(name, Type.ANY, true);
      boolean signed = DENIALS[denial] != null && !types.isEmpty();
      if (signed && denial == 0) {
        types.add(Type.NSEC);
      }
      Set<Integer> answered = new TreeSet<>();
      for (RRset set : message.getSectionRRsets(Section.ANSWER)) {
        answered.add(set.getType());
        assertThat(set.getName()).isEqualTo(name);
        assertThat(set.sigs()).hasSize(signed ? 1 : 0);
      }
      assertThat(answered).isEqualTo(types);
      if (signed || !types.contains(Type.CNAME)) {
        assertSignaturesAlone(name, signed ? types : Set.of());
      }
    }
  }

  private void assertSignaturesAlone(Name name, Set<Integer> types) {
    Set<Integer> covered = new TreeSet<>();
    for (Record record : TestServer.records(server.ask(name, Type.RRSIG, false), Section.ANSWER)) {
      covered.add(((RRSIGRecord) record).getTypeCovered());
    }
    assertThat(covered).isEqualTo(types);
  }

  @Property(tries = 300)
  void whateverComesIsAnsweredWithinItsLimit(
      @ForAll @IntRange(max = 50) int seed,
      @ForAll @IntRange(max = 4) int denial,
      @ForAll @Size(max = 60) byte[] tail,
      @ForAll @IntRange(max = 300) int type,
      @ForAll @IntRange(max = 0xffff) int flags,
      @ForAll boolean overTcp) {
    serve(seed, denial);
    Name name = RandomRecords.questions(2).get(seed % 43);
    byte[] plain = TestServer.question(name, type, 600 + seed, (flags & 1) != 0).toWire();
    byte[] wire = java.util.Arrays.copyOf(plain, plain.length + (tail.length > 30 ? 0 : 1));
    wire[2] = (byte) (flags >> 8 & 0x7f);
    wire[3] = (byte) flags;
    for (int i = 0; i + 1 < tail.length && tail.length > 40; i += 2) {
      wire[12 + Math.floorMod(tail[i], wire.length - 12)] = tail[i + 1];
    }
    Received received = QueryReader.read(wire, 0, wire.length);
    MessageWriter writer = new MessageWriter();
    Responder responder = new Responder(server, AnswerSettings.DEFAULT);
    Delivery delivery = overTcp ? Delivery.TCP : Delivery.UDP;
    if (received instanceof Query query) {
      int length = responder.respond(query, delivery, writer);
      assertThat(length).isBetween(12, overTcp ? 0xffff : 1232);
      TestServer.parse(writer.toOctets());
    } else if (received instanceof Rejected rejected) {
      responder.respond(rejected, delivery, writer);
      TestServer.parse(writer.toOctets());
    }
  }
}
