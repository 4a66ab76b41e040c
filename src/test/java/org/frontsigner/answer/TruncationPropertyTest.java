package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What does not fit is left out whole, and said to be when it matters (RFC 2181, 9; RFC 9471). */
class TruncationPropertyTest {
  private static final Denial[] DENIALS = {TestServer.NSEC, TestServer.NSEC3, TestServer.OPT_OUT};
  private static final String HEAD =
      """
      @ 3600 SOA ns mailbox 1 3600 300 3600000 300
      @ NS ns.elsewhere.
      """;

  private final TestServer server = new TestServer();

  private static List<Record> bulky(long seed) {
    Random random = new Random(seed);
    List<Record> records = new ArrayList<>(RandomRecords.of(seed));
    for (Record record : List.copyOf(records)) {
      for (int i = 0; record.getType() == Type.NS && i < random.nextInt(12); i++) {
        String below = random.nextBoolean() ? record.getName().toString() : "example.";
        String host = "server-with-a-long-name-" + i + "." + below;
        String owner = record.getName().toString();
        records.addAll(TestServer.parse("example.", owner + " NS " + host));
        records.addAll(TestServer.parse("example.", host + " A 10.0.0.1"));
        records.addAll(TestServer.parse("example.", host + " AAAA fd00::1"));
      }
      for (int i = 0; record.getType() == Type.TXT && i < random.nextInt(8); i++) {
        String text = "x".repeat(random.nextInt(200)) + i;
        String owner = record.getName().toString();
        records.addAll(TestServer.parse("example.", owner + " TXT " + text));
      }
    }
    return records;
  }

  @Property(tries = 30)
  void aShorterAnswerIsThatOverTcpWithWholeSetsLeftOut(
      @ForAll long seed,
      @ForAll @IntRange(max = 2) int denial,
      @ForAll @IntRange(min = 300, max = 1300) int payload,
      @ForAll @IntRange(max = 150) int reserved) {
    Zone zone = TestServer.zone(RandomRecords.APEX, bulky(seed));
    server.add(
        SignedZone.first(
            zone, TestServer.plan(DENIALS[denial], TestServer.KSK, TestServer.ZSK), 7));
    for (Name name : RandomRecords.questions(2)) {
      for (int type : new int[] {Type.A, Type.TXT, Type.NS}) {
        Message query = TestServer.question(name, type, payload, true);
        byte[] octets = server.respond(query, Delivery.UDP.withReserved(reserved));
        assertThat(octets.length + reserved).isLessThanOrEqualTo(limit(payload));
        compare(TestServer.parse(octets), server.ask(name, type, true));
      }
    }
  }

  private static int limit(int payload) {
    return Math.min(1232, Math.max(512, payload));
  }

  private static void compare(Message udp, Message tcp) {
    boolean whole = true;
    for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
      List<String> all = sets(tcp, section);
      List<String> some = sets(udp, section);
      assertThat(all).containsAll(some);
      boolean needed = section != Section.ADDITIONAL;
      whole &= needed ? some.equals(all) : some.containsAll(neededGlue(tcp));
    }
    assertThat(udp.getHeader().getFlag(Flags.TC)).as("%s", udp).isEqualTo(!whole);
  }

  /** Each set with its signatures as one text. */
  private static List<String> sets(Message message, int section) {
    List<String> texts = new ArrayList<>();
    for (RRset set : message.getSectionRRsets(section)) {
      if (set.getType() != Type.OPT) {
        texts.add(set.rrs() + " " + set.sigs());
      }
    }
    return texts;
  }

  /** The addresses below the cut of a referral. */
  private static List<String> neededGlue(Message tcp) {
    List<Name> cuts = new ArrayList<>();
    List<Name> hosts = new ArrayList<>();
    for (RRset set : tcp.getSectionRRsets(Section.AUTHORITY)) {
      if (set.getType() == Type.NS) {
        cuts.add(set.getName());
        set.rrs().forEach(ns -> hosts.add(ns.getAdditionalName()));
      }
    }
    List<String> texts = new ArrayList<>();
    for (RRset set : tcp.getSectionRRsets(Section.ADDITIONAL)) {
      boolean below = cuts.stream().anyMatch(set.getName()::subdomain);
      if (set.getType() != Type.OPT && below && hosts.contains(set.getName())) {
        texts.add(set.rrs() + " " + set.sigs());
      }
    }
    return texts;
  }

  @Test
  void withoutEdnsAnAnswerHas512Octets() {
    StringBuilder zone = new StringBuilder(HEAD);
    for (int i = 0; i < 20; i++) {
      zone.append("t TXT ").append("x".repeat(40)).append(i).append('\n');
    }
    zone.append("u TXT " + "y".repeat(200) + " " + "z".repeat(200) + "\n");
    server.add("example.", zone.toString(), TestServer.NSEC);
    byte[] octets =
        server.respond(TestServer.question(TestServer.name("t.example."), Type.TXT), Delivery.UDP);
    Message message = TestServer.parse(octets);
    assertThat(message.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(TestServer.records(message, Section.ANSWER)).isEmpty();
    octets =
        server.respond(TestServer.question(TestServer.name("u.example."), Type.TXT), Delivery.UDP);
    assertThat(octets.length).isBetween(400, 512);
    assertThat(TestServer.parse(octets).getHeader().getFlag(Flags.TC)).isFalse();
  }

  @Test
  void glueThatNobodyElseHasIsNotLeftOutInSilence() {
    StringBuilder zone = new StringBuilder(HEAD);
    for (int i = 0; i < 20; i++) {
      zone.append("in NS n%d.in%nn%d.in A 192.0.2.1%n".formatted(i, i));
      zone.append("out NS n%d.host%nn%d.host A 192.0.2.1%n".formatted(i, i));
    }
    server.add("example.", zone.toString(), null);
    Message in =
        TestServer.parse(
            server.respond(
                TestServer.question(TestServer.name("x.in.example."), Type.A), Delivery.UDP));
    assertThat(in.getHeader().getFlag(Flags.TC)).isTrue();
    Message out =
        TestServer.parse(
            server.respond(
                TestServer.question(TestServer.name("x.out.example."), Type.A), Delivery.UDP));
    assertThat(out.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(TestServer.records(out, Section.ADDITIONAL)).hasSizeBetween(1, 19);
  }

  @Property(tries = 20)
  void theSameQuestionHasTheSameAnswer(@ForAll long seed) {
    Zone zone = TestServer.zone(RandomRecords.APEX, RandomRecords.of(seed));
    var plan = TestServer.plan(TestServer.NSEC3, TestServer.KSK, TestServer.ZSK);
    TestServer other = new TestServer().add(SignedZone.first(zone, plan, 7));
    server.add(SignedZone.first(zone, plan, 7));
    for (Name name : RandomRecords.questions(2)) {
      Message query = TestServer.question(name, Type.A, 1232, true);
      byte[] once = server.respond(query, Delivery.UDP);
      assertThat(server.respond(query, Delivery.UDP)).isEqualTo(once);
      assertThat(other.respond(query, Delivery.UDP)).isEqualTo(once);
    }
  }
}
