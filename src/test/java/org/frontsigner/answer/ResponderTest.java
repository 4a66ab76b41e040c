package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.QueryReader;
import org.frontsigner.wire.Rejected;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The stages around the look-up: checks, the choice of the zone, EDNS, errors. */
class ResponderTest {
  private static final Name WWW = TestServer.name("www.example.");
  private static final String HEAD =
      """
      @ 3600 SOA ns mailbox 1 3600 300 3600000 300
      @ NS ns.elsewhere.
      """;

  private final TestServer server =
      new TestServer().add("example.", HEAD + "www A 192.0.2.1\n", TestServer.NSEC);

  private Message ask(Message query, Delivery delivery) {
    return TestServer.parse(server.respond(query, delivery));
  }

  private static Message withClass(Name name, int type, int dclass) {
    return Message.newQuery(Record.newRecord(name, type, dclass));
  }

  private static void assertError(Message message, int rcode, int extended) {
    assertThat(message.getRcode()).as("%s", message).isEqualTo(rcode);
    assertThat(TestServer.records(message, Section.ANSWER)).isEmpty();
    assertThat(TestServer.records(message, Section.AUTHORITY)).isEmpty();
    assertThat(message.getHeader().getFlag(Flags.AA)).isFalse();
    var options = message.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR);
    assertThat(options).hasSize(1);
    assertThat(((ExtendedErrorCodeOption) options.get(0)).getErrorCode()).isEqualTo(extended);
  }

  @Test
  void aNameInNoZoneIsRefused() {
    Message query = TestServer.question(TestServer.name("www.other."), Type.A, 1232, false);
    assertError(ask(query, Delivery.UDP), Rcode.REFUSED, ExtendedErrorCodeOption.NOT_AUTHORITATIVE);
    Message plain = ask(TestServer.question(TestServer.name("a.other."), Type.A), Delivery.UDP);
    assertThat(plain.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(plain.getOPT()).isNull();
  }

  @Test
  void aZoneThatIsNotLoadedFails() {
    server.add(new Served.NotReady(DomainName.parse("new.")));
    Message query = TestServer.question(TestServer.name("www.new."), Type.A, 1232, false);
    assertError(ask(query, Delivery.UDP), Rcode.SERVFAIL, ExtendedErrorCodeOption.NOT_READY);
  }

  @Test
  void anExpiredZoneFails() {
    server.add(new Served.Expired(DomainName.parse("old.")));
    Message query = TestServer.question(TestServer.name("www.old."), Type.A, 1232, false);
    assertError(ask(query, Delivery.UDP), Rcode.SERVFAIL, ExtendedErrorCodeOption.INVALID_DATA);
  }

  @Test
  void theDeepestZoneAnswers() {
    server.add("sub.example.", HEAD + "www A 192.0.2.2\n", TestServer.NSEC);
    assertThat(TestServer.shown(server.ask("www.sub.example.", Type.A, false), Section.ANSWER))
        .containsExactly("www.sub.example. A 192.0.2.2");
  }

  @Test
  void theParentAnswersForTheDsWhereItIsHere() {
    String ds = "DS 1 13 2 " + "AB".repeat(32);
    server.add("org.", HEAD + "a NS ns.a\na " + ds + "\nb NS ns.b\n", TestServer.NSEC);
    server.add("a.org.", HEAD, TestServer.NSEC);
    server.add("b.org.", HEAD, TestServer.NSEC);
    server.add("c.b.org.", HEAD, TestServer.NSEC);
    server.add("d.a.b.c.org.", HEAD, TestServer.NSEC);
    assertThat(TestServer.shown(server.ask("a.org.", Type.DS, false), Section.ANSWER))
        .containsExactly("a.org. " + ds);
    assertThat(soaOwner(server.ask("b.org.", Type.DS, true))).isEqualTo("org.");
    assertThat(soaOwner(server.ask("org.", Type.DS, true))).isEqualTo("org.");
    assertThat(soaOwner(server.ask("c.b.org.", Type.DS, true))).isEqualTo("b.org.");
    assertThat(soaOwner(server.ask("d.a.b.c.org.", Type.DS, true))).isEqualTo("org.");
  }

  @Test
  void theChildAnswersForTheDsWhereItsParentIsElsewhere() {
    server.add("org.", HEAD + "b NS ns.b\n", TestServer.NSEC);
    server.add("c.b.org.", HEAD, TestServer.NSEC);
    assertThat(soaOwner(server.ask("c.b.org.", Type.DS, true))).isEqualTo("c.b.org.");
  }

  private static String soaOwner(Message message) {
    for (Record record : TestServer.records(message, Section.AUTHORITY)) {
      if (record instanceof SOARecord) {
        return record.getName().toString();
      }
    }
    throw new AssertionError("no SOA in " + message);
  }

  @Test
  void theRootIsAZoneLikeOthers() {
    server.add(
        ".",
        """
        @ 3600 SOA a.nic mailbox.nic 1 3600 300 3600000 300
        @ NS a.nic
        nic NS a.nic
        a.nic A 192.0.2.1
        *.wild TXT x
        """,
        TestServer.NSEC3);
    assertThat(server.ask("nothing.", Type.A, true).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(TestServer.shown(server.ask("x.wild.", Type.TXT, false), Section.ANSWER))
        .containsExactly("x.wild. TXT \"x\"");
    assertThat(TestServer.shown(server.ask(".", Type.NS, false), Section.ADDITIONAL))
        .containsExactly("a.nic. A 192.0.2.1");
  }

  @Test
  void otherClassesAreRefused() {
    for (int dclass : new int[] {DClass.HS, DClass.ANY, DClass.NONE, 77}) {
      Message answer = ask(withClass(WWW, Type.A, dclass), Delivery.UDP);
      assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
      assertThat(answer.getQuestion().getDClass()).isEqualTo(dclass);
    }
  }

  @Test
  void theServerTellsOfItselfOnlyWhatItIsToldTo() {
    Name version = TestServer.name("Version.BIND.");
    Name id = TestServer.name("id.server.");
    assertThat(ask(withClass(version, Type.TXT, DClass.CH), Delivery.UDP).getRcode())
        .isEqualTo(Rcode.REFUSED);
    server.settings = new AnswerSettings(true, true, 8, 1232, "node-7", "frontsigner");
    Message answer = ask(withClass(version, Type.TXT, DClass.CH), Delivery.UDP);
    assertThat(answer.getSection(Section.ANSWER).toString())
        .contains("Version.BIND.")
        .contains("0\tCH\tTXT\t\"frontsigner\"");
    assertThat(ask(withClass(id, Type.TXT, DClass.CH), Delivery.UDP).toString())
        .contains("\"node-7\"");
    assertThat(ask(withClass(id, Type.A, DClass.CH), Delivery.UDP).getRcode())
        .isEqualTo(Rcode.REFUSED);
    assertThat(ask(withClass(WWW, Type.TXT, DClass.CH), Delivery.UDP).getRcode())
        .isEqualTo(Rcode.REFUSED);
  }

  @Test
  void questionsThatAreNoneAreErrors() {
    assertThat(ask(TestServer.question(WWW, Type.MAILB), Delivery.UDP).getRcode())
        .isEqualTo(Rcode.NOTIMP);
    assertThat(ask(TestServer.question(WWW, Type.TKEY), Delivery.UDP).getRcode())
        .isEqualTo(Rcode.FORMERR);
    assertThat(ask(TestServer.question(WWW, Type.AXFR), Delivery.UDP).getRcode())
        .isEqualTo(Rcode.FORMERR);
    assertThat(ask(TestServer.question(WWW, Type.AXFR), Delivery.TCP).getRcode())
        .isEqualTo(Rcode.REFUSED);
    Message notify = TestServer.question(WWW, Type.SOA);
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(ask(notify, Delivery.UDP).getRcode()).isEqualTo(Rcode.NOTIMP);
  }

  @Test
  void typesThatNobodyKnowsAreAnsweredLikeOthers() {
    Message answer = server.ask("www.example.", 1000, false);
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(answer, Section.AUTHORITY)).containsExactly("example. SOA");
  }

  @Test
  void ixfrOverUdpIsAnsweredWithTheSoa() {
    Name apex = TestServer.name("example.");
    Message query = TestServer.question(apex, Type.IXFR);
    query.addRecord(
        new SOARecord(apex, DClass.IN, 0, apex, apex, 0, 0, 0, 0, 0), Section.AUTHORITY);
    Message answer = ask(query, Delivery.UDP);
    assertThat(TestServer.shown(answer, Section.ANSWER)).containsExactly("example. SOA");
    assertThat(answer.getQuestion().getType()).isEqualTo(Type.IXFR);
    assertThat(ask(query, Delivery.TCP).getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void anyOverUdpComesAgainOverTcp() {
    Message query = TestServer.question(WWW, Type.ANY);
    Message answer = ask(query, Delivery.UDP);
    assertThat(answer.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(TestServer.records(answer, Section.ANSWER)).isEmpty();
    assertThat(TestServer.records(ask(query, Delivery.TCP), Section.ANSWER)).hasSize(1);
    server.settings = new AnswerSettings(true, false, 8, 1232, "", "");
    assertThat(TestServer.records(ask(query, Delivery.UDP), Section.ANSWER)).hasSize(1);
  }

  @Test
  void anUnknownEdnsVersionIsTold() {
    Message query = TestServer.question(WWW, Type.A);
    query.addRecord(new OPTRecord(1232, 0, 1, ExtendedFlags.DO), Section.ADDITIONAL);
    Message answer = ask(query, Delivery.UDP);
    assertThat(answer.getRcode()).isEqualTo(Rcode.BADVERS);
    assertThat(answer.getOPT().getVersion()).isZero();
    assertThat(TestServer.records(answer, Section.ANSWER)).isEmpty();
    assertThat(answer.getQuestion().getName()).isEqualTo(WWW);
  }

  @Test
  void theOptRecordSaysWhatIsDueAndOnlyWhenAsked() {
    assertThat(ask(TestServer.question(WWW, Type.A), Delivery.UDP).getOPT()).isNull();
    OPTRecord opt = ask(TestServer.question(WWW, Type.A, 4096, true), Delivery.UDP).getOPT();
    assertThat(opt.getPayloadSize()).isEqualTo(1232);
    assertThat(opt.getFlags()).isEqualTo(ExtendedFlags.DO);
    assertThat(opt.getOptions()).isEmpty();
    OPTRecord without = ask(TestServer.question(WWW, Type.A, 4096, false), Delivery.UDP).getOPT();
    assertThat(without.getFlags()).isZero();
  }

  @Test
  void theNameOfTheServerComesWhenAskedFor() {
    server.settings = new AnswerSettings(true, true, 8, 1232, "node-7", "");
    Message query = TestServer.question(WWW, Type.A);
    query.addRecord(
        new OPTRecord(1232, 0, 0, 0, new GenericEDNSOption(EDNSOption.Code.NSID, new byte[0])),
        Section.ADDITIONAL);
    var options = ask(query, Delivery.UDP).getOPT().getOptions(EDNSOption.Code.NSID);
    assertThat(options).hasSize(1);
    assertThat(options.get(0).toString())
        .contains(
            java.util.HexFormat.of()
                .formatHex("node-7".getBytes(StandardCharsets.UTF_8))
                .toUpperCase(java.util.Locale.ROOT));
  }

  @Test
  void theHeaderRepeatsWhatIsToBeRepeated() {
    Message query = TestServer.question(WWW, Type.A);
    query.getHeader().setFlag(Flags.RD);
    query.getHeader().setFlag(Flags.CD);
    query.getHeader().setFlag(Flags.AD);
    Header header = ask(query, Delivery.UDP).getHeader();
    assertThat(header.getID()).isEqualTo(4711);
    assertThat(header.getFlag(Flags.QR)).isTrue();
    assertThat(header.getFlag(Flags.AA)).isTrue();
    assertThat(header.getFlag(Flags.RD)).isTrue();
    assertThat(header.getFlag(Flags.CD)).isTrue();
    assertThat(header.getFlag(Flags.AD)).isFalse();
    assertThat(header.getFlag(Flags.RA)).isFalse();
  }

  @Test
  void theLetterCaseOfTheQuestionIsKept() {
    Message answer =
        ask(TestServer.question(TestServer.name("wWw.ExamPLE."), Type.A), Delivery.UDP);
    assertThat(answer.getQuestion().getName().toString()).isEqualTo("wWw.ExamPLE.");
    assertThat(answer.getSection(Section.ANSWER).get(0).getName().toString())
        .isEqualTo("wWw.ExamPLE.");
  }

  @Test
  void errorsAreAnsweredWithoutRecords() {
    MessageWriter writer = new MessageWriter();
    Responder responder = new Responder(server, AnswerSettings.DEFAULT);
    Message query = TestServer.question(WWW, Type.A, 1232, false);
    responder.respond(
        TestServer.query(query),
        Rcode.REFUSED,
        Optional.of(ExtendedError.of(ExtendedError.Code.PROHIBITED)),
        Delivery.UDP,
        writer);
    assertError(
        TestServer.parse(writer.toOctets()), Rcode.REFUSED, ExtendedErrorCodeOption.PROHIBITED);
    assertThat(responder.rcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void aNotifyThatWasHeardIsAcknowledged() {
    MessageWriter writer = new MessageWriter();
    Message notify = TestServer.question(WWW, Type.SOA);
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    new Responder(server, AnswerSettings.DEFAULT)
        .respond(TestServer.query(notify), Rcode.NOERROR, Optional.empty(), Delivery.UDP, writer);
    Message answer = TestServer.parse(writer.toOctets());
    assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void whatIsNoQueryIsAnswered() {
    Message update = TestServer.question(WWW, Type.SOA);
    update.getHeader().setOpcode(Opcode.UPDATE);
    byte[] wire = update.toWire();
    MessageWriter writer = new MessageWriter();
    new Responder(server, AnswerSettings.DEFAULT)
        .respond((Rejected) QueryReader.read(wire, 0, wire.length), Delivery.UDP, writer);
    assertThat(TestServer.parse(writer.toOctets()).getRcode()).isEqualTo(Rcode.NOTIMP);
    byte[] twoOpts = TestServer.question(WWW, Type.A, 1232, false).toWire();
    byte[] longer = java.util.Arrays.copyOf(twoOpts, twoOpts.length + 1);
    new Responder(server, AnswerSettings.DEFAULT)
        .respond((Rejected) QueryReader.read(longer, 0, longer.length), Delivery.UDP, writer);
    Message answer = TestServer.parse(writer.toOctets());
    assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(answer.getOPT()).isNotNull();
    assertThat(answer.getQuestion().getName()).isEqualTo(WWW);
  }

  @Test
  void denialsHaveTheLowerOfTwoTtls() {
    Message answer = server.ask("nothing.example.", Type.A, true);
    assertThat(TestServer.records(answer, Section.AUTHORITY))
        .hasSize(4)
        .allMatch(record -> record.getTTL() == 300);
  }
}
