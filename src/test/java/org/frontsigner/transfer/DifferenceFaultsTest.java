package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.transfer.Fault.fault;
import static org.frontsigner.transfer.Rr.a;
import static org.frontsigner.transfer.Rr.ns;
import static org.frontsigner.transfer.Rr.soa;

import java.util.stream.Stream;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what primaries do wrong when they are asked for differences. */
class DifferenceFaultsTest {
  private static final int GOOD = Header.QR | Header.AA;
  private static final TransferLimits SMALL =
      new TransferLimits(2000, 50, 2, 1000, 10, 10, 0, 5, 1, 1);

  static Stream<Fault> noDifferences() {
    return Stream.of(
        fault(
            "REFUSED",
            () -> Script.ixfr().flags(GOOD | Rcode.REFUSED).message(),
            "the answer has rcode REFUSED"),
        fault(
            "NOTIMP",
            () -> Script.ixfr().flags(GOOD | Rcode.NOTIMP).message(),
            "the answer has rcode NOTIMP"),
        fault(
            "FORMERR without a question",
            () -> Script.ixfr().flags(Header.QR | Rcode.FORMERR).bare(),
            "the answer has rcode FORMERR"),
        fault(
            "NOTAUTH, signed",
            () -> Script.signedIxfr().flags(GOOD | Rcode.NOTAUTH).signed(),
            "the answer has rcode NOTAUTH"),
        fault("no records", () -> Script.ixfr().message(), "the answer has no records"),
        fault(
            "closed at once",
            Script::ixfr,
            "the connection was closed instead of an answer to IXFR"));
  }

  static Stream<Fault> brokenDifferences() {
    return Stream.of(
        fault(
            "out of sync",
            () -> Script.ixfr().message(soa(12), soa(11), soa(12), soa(12)),
            "the differences start at serial 11, ours is 10"),
        fault(
            "a gap between two differences",
            () -> Script.ixfr().message(soa(13), soa(10), soa(11), soa(12), soa(13), soa(13)),
            "a difference to serial 11 is followed by one from 12"),
        fault(
            "a difference from a serial to itself",
            () -> Script.ixfr().message(soa(12), soa(10), a("www", 1), soa(10), soa(12), soa(12)),
            "a difference leads from serial 10 to 10, which is not later"),
        fault(
            "a difference that leads back",
            () -> Script.ixfr().message(soa(12), soa(10), soa(9), soa(9), soa(12), soa(12)),
            "a difference leads from serial 10 to 9, which is not later"),
        fault(
            "a difference beyond the newest serial",
            () -> Script.ixfr().message(soa(12), soa(10), soa(13), soa(13), soa(12), soa(12)),
            "leads to another SOA than the newest, at serials 13 and 12"),
        fault(
            "the newest SOA before its serial is reached",
            () -> Script.ixfr().message(soa(12), soa(10), soa(11), soa(12)),
            "a difference to serial 11 is followed by one from 12"),
        fault(
            "another SOA of the newest serial",
            () -> Script.ixfr().message(soa(11), soa(10), other(11), soa(11)),
            "leads to another SOA than the newest, at serials 11 and 11"),
        fault(
            "another SOA at the end",
            () -> Script.ixfr().message(soa(11), soa(10), soa(11), other(11)),
            "the SOA at the end differs from the first, both at 11"),
        fault(
            "records after the end",
            () -> Script.ixfr().message(soa(11), soa(10), soa(11), soa(11), a("www", 1)),
            "the IXFR goes on after its last SOA"),
        fault(
            "more differences than the limit",
            () ->
                Script.ixfr(SMALL)
                    .message(
                        soa(13), soa(10), soa(11), soa(11), soa(12), soa(12), soa(13), soa(13)),
            "more than 2 differences"),
        fault(
            "more octets than the limit",
            () -> Script.ixfr(SMALL).message(soa(11), soa(10)).bare(Rr.many(40)),
            "the differences have more than 1000 octets"));
  }

  private static Rr other(long serial) {
    Rr soa = soa(serial);
    byte[] rdata = soa.rdata().clone();
    rdata[rdata.length - 1] ^= 1;
    return new Rr(soa.owner(), soa.type(), soa.rrClass(), soa.ttl(), rdata);
  }

  static Stream<Fault> failedDifferences() {
    return Stream.of(
        fault(
            "SERVFAIL",
            () -> Script.ixfr().flags(GOOD | Rcode.SERVFAIL).message(),
            "the answer has rcode SERVFAIL"),
        fault(
            "SERVFAIL after two differences",
            () ->
                Script.ixfr()
                    .message(soa(13), soa(10), soa(11), soa(11), soa(12))
                    .flags(GOOD | Rcode.SERVFAIL)
                    .message(),
            "message 2: the answer has rcode SERVFAIL"),
        fault(
            "REFUSED after two differences",
            () ->
                Script.ixfr()
                    .message(soa(13), soa(10), soa(11), soa(11), soa(12))
                    .flags(GOOD | Rcode.REFUSED)
                    .message(),
            "message 2: the answer has rcode REFUSED"),
        fault(
            "closed in the middle",
            () -> Script.ixfr().message(soa(13), soa(10), soa(11)).bare(a("www", 1)),
            "the connection was closed after 4 records, without the last SOA"),
        fault(
            "closed after the new SOA",
            () -> Script.ixfr().message(soa(13)),
            "the connection was closed after 1 records, without the last SOA"),
        fault(
            "another class",
            () -> Script.ixfr().message(soa(11), soa(10), a("www", 1).withClass(RrClass.CH)),
            "a record has class CH"),
        fault(
            "a whole zone that is older",
            () -> Script.ixfr().message(soa(9), ns(), soa(9)),
            "the answer brings serial 9, which is not newer than ours, 10"),
        fault(
            "differences that lead to an older serial",
            () -> Script.ixfr().message(soa(9), soa(10), soa(9), soa(9)),
            "the answer brings serial 9, which is not newer than ours, 10"),
        fault(
            "unsigned FORMERR to a signed request",
            () -> Script.signedIxfr().flags(Header.QR | Rcode.FORMERR).message(),
            "TSIG: the answer (RCODE 1) carries no TSIG"),
        fault(
            "only the first message signed",
            () -> Script.signedIxfr().signed(soa(11), soa(10), soa(11)).bare(soa(11)),
            "TSIG: message 2: the last message of the answer carries no valid TSIG"));
  }

  @ParameterizedTest
  @MethodSource({"noDifferences", "brokenDifferences"})
  void leavesTheWayOpenForTheWholeZone(Fault fault) {
    Fetched fetched = fault.play();
    assertThat(fetched).isInstanceOf(Fetched.NotIncremental.class);
    assertThat(((Fetched.NotIncremental) fetched).reason()).contains(fault.reason());
  }

  @ParameterizedTest
  @MethodSource("failedDifferences")
  void bringsNothingAndSaysWhy(Fault fault) {
    Fetched fetched = fault.play();
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    assertThat(((Fetched.Failed) fetched).reason()).contains(fault.reason());
  }
}
