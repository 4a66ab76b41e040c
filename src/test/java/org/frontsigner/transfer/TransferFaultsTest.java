package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.transfer.Fault.fault;
import static org.frontsigner.transfer.Rr.a;
import static org.frontsigner.transfer.Rr.cname;
import static org.frontsigner.transfer.Rr.ns;
import static org.frontsigner.transfer.Rr.soa;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigCheck;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Opcode;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what primaries do wrong, and what is said of it. */
class TransferFaultsTest {
  private static final int GOOD = Header.QR | Header.AA;
  private static final TransferLimits SMALL =
      new TransferLimits(2000, 50, 2, 1000, 10, 10, 0, 5, 1, 1);

  static Stream<Fault> brokenHeaders() {
    return Stream.of(
        fault(
            "another ID",
            () -> Script.axfr().message(soa(11), ns(), soa(11)).spoilId(Script.ID + 50),
            "the answer has ID 4761, the request 4711"),
        fault(
            "another ID from the second message on",
            () ->
                Script.axfr()
                    .message(soa(11), ns())
                    .message(a("www", 1), soa(11))
                    .spoilId(Script.ID + 50),
            "message 2: the answer has ID 4761, the request 4711"),
        fault(
            "no response",
            () -> Script.axfr().flags(0).message(soa(11), ns(), soa(11)),
            "the answer is no response: its QR is 0"),
        fault(
            "another opcode",
            () ->
                Script.axfr()
                    .flags(GOOD | Header.ofOpcode(Opcode.UPDATE))
                    .message(soa(11), ns(), soa(11)),
            "the answer has opcode UPDATE"),
        fault(
            "truncated",
            () -> Script.axfr().flags(GOOD | Header.TC).message(soa(11), ns(), soa(11)),
            "the answer is truncated, over TCP"),
        fault(
            "another name in the question",
            () -> Script.axfr().asking("example.net", RrType.AXFR, soa(11), ns(), soa(11)),
            "the answer repeats another question: example.net. IN AXFR"),
        fault(
            "another type in the question",
            () -> Script.axfr().asking("example.org", RrType.SOA, soa(11), ns(), soa(11)),
            "the answer repeats another question: example.org. IN SOA"),
        fault(
            "another question in the second message",
            () ->
                Script.axfr()
                    .message(soa(11), ns())
                    .asking("example.net", RrType.AXFR, a("www", 1), soa(11)),
            "message 2: the answer repeats another question: example.net. IN AXFR"));
  }

  static Stream<Fault> refusals() {
    return Stream.of(
        fault(
            "no question",
            () -> Script.axfr().bare(soa(11), ns(), soa(11)),
            "the answer does not repeat the question"),
        fault(
            "refused",
            () -> Script.axfr().flags(GOOD | Rcode.REFUSED).message(),
            "the answer has rcode REFUSED"),
        fault(
            "FORMERR without a question",
            () -> Script.axfr().flags(Header.QR | Rcode.FORMERR).bare(),
            "the answer has rcode FORMERR"),
        fault(
            "SERVFAIL in the middle",
            () -> Script.axfr().message(soa(11), ns()).flags(GOOD | Rcode.SERVFAIL).bare(),
            "message 2: the answer has rcode SERVFAIL"),
        fault("no records", () -> Script.axfr().message(), "the answer has no records"),
        fault(
            "no records in the middle",
            () -> Script.axfr().message(soa(11), ns()).bare().bare(soa(11)),
            "message 2: the answer has no records"),
        fault(
            "no records in a signed answer",
            () -> Script.signedAxfr().signed(),
            "the answer has no records"));
  }

  static Stream<Fault> brokenOctets() {
    return Stream.of(
        fault(
            "a message of one octet",
            () -> Script.axfr().octets(new byte[1]),
            "a message of 1 octets has no header"),
        fault(
            "an empty message",
            () -> Script.axfr().octets(new byte[0]),
            "a message of 0 octets has no header"),
        fault(
            "counts that lie",
            () ->
                Script.axfr()
                    .message(soa(11), ns(), soa(11))
                    .spoil(message -> put(message, 6, 0xffff)),
            "the counts in the header need more octets"),
        fault(
            "one record less than counted",
            () ->
                Script.axfr()
                    .message(soa(11), ns(), a("www", 1), soa(11))
                    .spoil(message -> put(message, 10, 1)),
            "is malformed"),
        fault(
            "octets after the last record",
            () ->
                Script.axfr()
                    .message(soa(11), ns(), soa(11))
                    .spoil(message -> Arrays.copyOf(message, message.length + 3)),
            "octets follow the last record"),
        fault(
            "cut off in a record",
            () -> Script.axfr().message(soa(11), ns(), a("www", 1), soa(11)).cutTo(80),
            "malformed"),
        fault(
            "a name that points to itself",
            () ->
                Script.axfr()
                    .message(soa(11), ns(), soa(11))
                    .spoil(message -> put(message, 29, 0xc000 | 29)),
            "the owner is malformed"),
        fault(
            "an A record of five octets",
            () ->
                Script.axfr()
                    .message(
                        soa(11),
                        new Rr(Rr.ZONE, RrType.TXT, RrClass.IN, 0, new byte[] {4, 1, 2, 3, 4}),
                        soa(11))
                    .spoil(TransferFaultsTest::turnTxtIntoA),
            "no rdata of type A"));
  }

  private static byte[] put(byte[] message, int at, int value) {
    Octets.putU16(message, at, value);
    return message;
  }

  private static byte[] turnTxtIntoA(byte[] message) {
    for (int at = 12; at + 2 < message.length; at++) {
      if (Octets.u16(message, at) == RrType.TXT && Octets.u16(message, at + 8) == 5) {
        return put(message, at, RrType.A);
      }
    }
    throw new AssertionError("there is no TXT record");
  }

  static Stream<Fault> brokenZones() {
    return Stream.of(
        fault(
            "no SOA at the beginning",
            () -> Script.axfr().message(ns(), soa(11), soa(11)),
            "the answer does not begin with the SOA of the zone but with example.org. IN NS"),
        fault(
            "the SOA of another zone at the beginning",
            () ->
                Script.axfr()
                    .message(soa(11).withOwner("org"), soa(11).withOwner("org"), ns(), soa(11)),
            "does not begin with the SOA of the zone but with org. IN SOA"),
        fault(
            "a SOA of another class at the beginning",
            () -> Script.axfr().message(soa(11).withClass(RrClass.CH), ns(), soa(11)),
            "does not begin with the SOA of the zone but with example.org. CH SOA"),
        fault(
            "another SOA at the end",
            () -> Script.axfr().message(soa(11), ns(), a("www", 1), soa(12)),
            "the SOA at the end differs from the first: serial 12, the first has 11"),
        fault(
            "another SOA in the middle",
            () -> Script.axfr().message(soa(11), ns(), soa(10)).bare(a("www", 1), soa(11)),
            "the SOA at the end differs from the first: serial 10, the first has 11"),
        fault(
            "records after the last SOA",
            () -> Script.axfr().message(soa(11), ns(), soa(11), a("www", 1)),
            "the answer goes on after its last SOA: www.example.org. IN A"),
        fault(
            "no SOA at the end",
            () -> Script.axfr().message(soa(11), ns()).bare(a("www", 1)),
            "the connection was closed after 3 records, without the last SOA"),
        fault("nothing at all", Script::axfr, "the connection was closed after 0 records"));
  }

  static Stream<Fault> refusedZones() {
    return Stream.of(
        fault(
            "another class",
            () -> Script.axfr().message(soa(11), ns(), a("www", 1).withClass(RrClass.CH), soa(11)),
            "the zone is refused (other-class): www.example.org. A"),
        fault(
            "a SOA of another class in the middle",
            () -> Script.axfr().message(soa(11), ns(), soa(11).withClass(RrClass.CH), soa(11)),
            "the zone is refused (other-class)"),
        fault(
            "a CNAME beside other data",
            () ->
                Script.axfr()
                    .message(soa(11), ns(), a("www", 1), cname("www", "example.net"), soa(11)),
            "the zone is refused (cname-and-other-data): at www.example.org."),
        fault(
            "a record that stands in no zone",
            () ->
                Script.axfr()
                    .message(
                        soa(11), ns(), new Rr(Rr.ZONE, RrType.ANY, 1, 0, new byte[0]), soa(11)),
            "the zone is refused (meta-type)"),
        fault(
            "a zone without name servers",
            () -> Script.axfr().message(soa(11), a("www", 1), soa(11)),
            "the zone is refused (no-ns)"),
        fault(
            "a zone of a SOA alone",
            () -> Script.axfr().message(soa(11), soa(11)),
            "the zone is refused (no-ns)"),
        fault(
            "more records than the limit",
            () -> Script.axfr(SMALL).message(soa(11), ns()).bare(Rr.many(50)),
            "the answer has more than 50 records"),
        fault(
            "more octets than the limit",
            () -> Script.axfr(SMALL).message(soa(11), ns()).octets(new byte[2000]),
            "the answer has more than 2000 octets"));
  }

  static Stream<Fault> brokenSignatures() {
    return Stream.of(
        fault(
            "unsigned",
            () -> Script.signedAxfr().message(soa(11), ns(), soa(11)),
            "TSIG: the answer (RCODE 0) carries no TSIG"),
        fault(
            "unsigned, refusing",
            () -> Script.signedAxfr().flags(GOOD | Rcode.REFUSED).message(),
            "TSIG: the answer (RCODE 5) carries no TSIG"),
        fault(
            "only the first message signed",
            () -> Script.signedAxfr().signed(soa(11), ns()).bare(a("www", 1)).bare(soa(11)),
            "TSIG: message 3: the last message of the answer carries no valid TSIG"),
        fault(
            "100 messages in a row without TSIG",
            TransferFaultsTest::hundredUnsigned,
            "TSIG: message 101: more than 99 messages in a row carry no TSIG"),
        fault(
            "signed with another key of the same name",
            () -> signedBy("transfer", (byte) 1),
            "TSIG: the MAC of the answer does not match TSIG key transfer"),
        fault(
            "signed with a key of another name",
            () -> signedBy("other", (byte) 0),
            "TSIG: the answer is signed with another key than TSIG key transfer"),
        fault(
            "our key is not known there",
            TransferFaultsTest::unknownKey,
            "TSIG: the peer reports BADKEY for TSIG key transfer"));
  }

  static Stream<Fault> touchedStreams() {
    return Stream.of(
        fault(
            "a record changed on the way",
            () -> Script.signedAxfr().signed(soa(11), ns(), soa(11)).spoil(m -> flip(m, 60)),
            "TSIG: the MAC of the answer does not match"),
        fault(
            "signed an hour ago",
            () ->
                Script.signedAxfr()
                    .signedAt(Script.NOW.minus(Duration.ofHours(1)), soa(11), ns(), soa(11)),
            "TSIG: the answer was signed 3600 seconds from now"),
        fault(
            "the second message an hour ago",
            () ->
                Script.signedAxfr()
                    .signed(soa(11), ns())
                    .signedAt(Script.NOW.minus(Duration.ofHours(1)), soa(11)),
            "TSIG: message 2: the answer was signed 3600 seconds from now"),
        fault(
            "a message twice",
            () -> Script.signedAxfr().signed(soa(11), ns()).signed(a("www", 1)).again(1),
            "TSIG: message 3: the MAC of the answer does not match"),
        fault(
            "a message left out",
            () ->
                Script.signedAxfr()
                    .signed(soa(11), ns())
                    .signed(a("www", 1))
                    .signed(soa(11))
                    .without(1),
            "TSIG: message 2: the MAC of the answer does not match"),
        fault(
            "a record after the TSIG record",
            () ->
                Script.signedAxfr()
                    .signed(soa(11), ns(), soa(11))
                    .spoil(TransferFaultsTest::addAfterTsig),
            "TSIG: a TSIG record is not the last record of the message"),
        fault(
            "another's signature of an up-to-date answer",
            () -> Script.signedIxfr().signed(soa(10)).spoil(m -> flip(m, 2)),
            "TSIG: the MAC of the answer does not match"));
  }

  private static byte[] flip(byte[] message, int at) {
    message[at] ^= 1;
    return message;
  }

  private static byte[] addAfterTsig(byte[] message) {
    byte[] longer = Arrays.copyOf(message, message.length + 15);
    Octets.putU16(longer, 10, Octets.u16(message, 10) + 1);
    byte[] record = {0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1};
    System.arraycopy(record, 0, longer, message.length, record.length);
    return longer;
  }

  private static Script hundredUnsigned() {
    Script script = Script.signedAxfr().signed(soa(11), ns());
    for (int i = 0; i < 100; i++) {
      script.bare(a("n" + i, i));
    }
    return script.signed(soa(11));
  }

  /** The request is answered as if it had come with this key. */
  private static Script signedBy(String name, byte secret) {
    byte[] octets = new byte[32];
    octets[0] = secret;
    TsigKey key = new TsigKey(DomainName.parse(name), TsigAlgorithm.HMAC_SHA256, octets);
    Request request = Request.whole(Rr.ZONE, Script.ID);
    byte[] signed = new DatagramSignature(request, Optional.of(key), Script.NOW).signed();
    TsigCheck.Verified verified = (TsigCheck.Verified) Script.check(signed, key);
    byte[] answer = Script.write(Script.ID, GOOD, Rr.ZONE, RrType.AXFR, soa(11), ns(), soa(11));
    return Script.signedAxfr().octets(verified.signer().sign(answer, Script.NOW));
  }

  private static Script unknownKey() {
    Script script = Script.signedAxfr();
    TsigKey other = new TsigKey(DomainName.parse("other"), TsigAlgorithm.HMAC_SHA256, new byte[32]);
    TsigCheck.Rejected rejected = (TsigCheck.Rejected) Script.check(script.request(), other);
    return script.octets(rejected.answer(Script.NOW));
  }

  @ParameterizedTest
  @MethodSource({
    "brokenHeaders",
    "refusals",
    "brokenOctets",
    "brokenZones",
    "refusedZones",
    "brokenSignatures",
    "touchedStreams"
  })
  void bringsNothingAndSaysWhy(Fault fault) {
    Fetched fetched = fault.play();
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    assertThat(((Fetched.Failed) fetched).reason()).contains(fault.reason());
  }
}
