package org.frontsigner.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the comparison of two answers must notice, and what it must explain. */
class ExchangeTest {
  private static final Name ZONE = ZoneData.name("plain.example");
  private static final String SIGNED =
      "www RRSIG A 15 3 3600 20261203000000 20261112000000 1 plain.example. ";
  private static final ZoneData DATA =
      ZoneData.of("plain.example", 1, "www A 192.0.2.1", "mail MX 10 www", "cut NS ns.cut");
  private static final Query QUERY =
      new Query(ZoneData.name("www.plain.example"), Type.A, true, Carrier.UDP_4096);
  private static final Query VALIDATORS =
      new Query(QUERY.name(), QUERY.type(), true, Carrier.UDP_1232);

  @Test
  void equalAnswersAgree() {
    assertThat(exchange(answer("www A 192.0.2.1"), answer("www A 192.0.2.1")).isAgreed()).isTrue();
  }

  @Test
  void anotherSignatureIsUnexplained() {
    assertUnexplained(
        answer("www A 192.0.2.1", SIGNED + "AAAA"), answer("www A 192.0.2.1", SIGNED + "AAAB"));
  }

  @Test
  void aRecordTooFewTooManyOrTwiceIsUnexplained() {
    Message whole = answer("www A 192.0.2.1", "www A 192.0.2.2");
    assertUnexplained(whole, answer("www A 192.0.2.1"));
    assertUnexplained(answer("www A 192.0.2.1"), whole);
    assertUnexplained(answer("www A 192.0.2.1"), answer("www A 192.0.2.1", "www A 192.0.2.1"));
  }

  @Test
  void anotherDenialIsUnexplainedInAZoneWithoutHiddenNames() {
    assertUnexplained(answer("www NSEC plain.example. A"), answer("www NSEC z.plain.example. A"));
    String hash = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 0 0 - ";
    assertUnexplained(
        answer(hash + "2t7b4g4vsa5smi47k61mv5bv1a22bojr"),
        answer(hash + "35mthgpgcu1qg68fab165klnsnk3dpvl"));
  }

  @Test
  void anotherRcodeOrFlagIsUnexplained() {
    Message failed = answer();
    failed.getHeader().setRcode(Rcode.SERVFAIL);
    assertUnexplained(answer("www A 192.0.2.1"), failed);
    Message authentic = answer("www A 192.0.2.1");
    authentic.getHeader().setFlag(Flags.AD);
    assertUnexplained(answer("www A 192.0.2.1"), authentic);
    Message truncated = answer("www A 192.0.2.1");
    truncated.getHeader().setFlag(Flags.TC);
    assertUnexplained(answer("www A 192.0.2.1"), truncated);
  }

  @Test
  void aMissingAddressOfAServerIsUnexplained() {
    Message with = answer("mail MX 10 www");
    with.addRecord(ZoneData.record(ZONE, "www A 192.0.2.1"), Section.ADDITIONAL);
    assertUnexplained(answer("mail MX 10 www"), with);
    assertUnexplained(with, answer("mail MX 10 www"));
  }

  @Test
  void theClearedBitIsExplained() {
    Message copied = answer("www A 192.0.2.1");
    copied.getHeader().setFlag(Flags.CD);
    Exchange exchange = exchange(VALIDATORS, copied, answer("www A 192.0.2.1"));
    assertThat(exchange.isAgreed()).isFalse();
    assertThat(exchange.withoutExplained().isAgreed()).isTrue();
    assertThat(exchange.explanations()).containsExactly(Difference.CHECKING_DISABLED);
  }

  private static void assertUnexplained(Message ours, Message theirs) {
    assertThat(exchange(ours, theirs).withoutExplained().isAgreed()).isFalse();
  }

  private static Exchange exchange(Message ours, Message theirs) {
    return exchange(QUERY, ours, theirs);
  }

  private static Exchange exchange(Query query, Message ours, Message theirs) {
    return new Exchange(
        query, Oddities.of(DATA), Reply.of(ours.toWire()), Reply.of(theirs.toWire()));
  }

  // Both as PowerDNS and we set the header, so that only what a test changes is different.
  private static Message answer(String... lines) {
    Message message = new Message(0);
    message.getHeader().setFlag(Flags.QR);
    message.getHeader().setFlag(Flags.AA);
    message.addRecord(Record.newRecord(QUERY.name(), QUERY.type(), DClass.IN), Section.QUESTION);
    for (String line : lines) {
      message.addRecord(ZoneData.record(ZONE, line), Section.ANSWER);
    }
    return message;
  }
}
