package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.transfer.FakePrimary.answer;
import static org.frontsigner.transfer.FakePrimary.signed;
import static org.frontsigner.transfer.Rr.ns;
import static org.frontsigner.transfer.Rr.soa;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Upstream.Probe;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions for the SOA over real sockets. */
@Timeout(30)
class SoaProbeTest {
  private static final int GOOD = Header.QR | Header.AA;
  private static final TransferLimits QUICK =
      new TransferLimits(1 << 20, 1000, 100, 1 << 20, 3, 1, 0, 1, 1, 2);

  private final TransferClient client =
      new TransferClient(
          QUICK,
          InstantSource.fixed(Script.NOW),
          new SecureRandom(),
          new TransferMetrics(new CollectorRegistry()));

  private Probe probe(FakePrimary.Datagrams datagrams) throws IOException {
    try (FakePrimary primary = new FakePrimary(FakePrimary.NO_STREAM, datagrams)) {
      return client.probe(Rr.ZONE, primary.primary());
    }
  }

  private Probe signedProbe(FakePrimary.Datagrams datagrams) throws IOException {
    try (FakePrimary primary = new FakePrimary(FakePrimary.NO_STREAM, datagrams)) {
      return client.probe(Rr.ZONE, primary.primary(Script.KEY));
    }
  }

  private static void assertFound(Probe probe, long serial) {
    assertThat(probe).isEqualTo(new Probe.Found(Rr.soaOf(serial)));
  }

  private static void assertFailed(Probe probe, String reason) {
    assertThat(probe).isInstanceOf(Probe.Failed.class);
    assertThat(((Probe.Failed) probe).reason()).contains(reason);
  }

  @Test
  void findsTheSoa() throws IOException {
    assertFound(probe(request -> List.of(answer(request, GOOD, soa(11)))), 11);
  }

  @Test
  void findsTheSoaInASignedAnswer() throws IOException {
    assertFound(signedProbe(request -> List.of(signed(Script.KEY, request, GOOD, soa(11)))), 11);
  }

  @Test
  void passesOverWhatIsNoAnswerToItsQuestion() throws IOException {
    FakePrimary.Datagrams datagrams =
        request -> {
          byte[] otherId = answer(request, GOOD, soa(66));
          Octets.putU16(otherId, 0, Header.id(request, 0) ^ 1);
          byte[] otherQuestion =
              Script.write(
                  Header.id(request, 0),
                  GOOD,
                  DomainName.parse("example.net"),
                  RrType.SOA,
                  soa(67));
          byte[] noResponse = answer(request, 0, soa(68));
          byte[] garbage = {1, 2, 3};
          return List.of(
              otherId, otherQuestion, noResponse, garbage, answer(request, GOOD, soa(11)));
        };
    assertFound(probe(datagrams), 11);
  }

  @Test
  void aForgedAnswerBeforeTheSignedOneSpoilsNothing() throws IOException {
    FakePrimary.Datagrams datagrams =
        request ->
            List.of(
                answer(request, GOOD, soa(66)),
                answer(request, Header.QR | Rcode.REFUSED),
                signed(Script.KEY, request, GOOD, soa(11)));
    assertFound(signedProbe(datagrams), 11);
  }

  @Test
  void believesNoUnsignedAnswerToASignedQuestion() throws IOException {
    assertFailed(
        signedProbe(request -> List.of(answer(request, GOOD, soa(11)))),
        "TSIG: the answer (RCODE 0) carries no TSIG");
  }

  @Test
  void believesNoAnswerOfAnotherKey() throws IOException {
    TsigKey other =
        new TsigKey(DomainName.parse("transfer"), TsigAlgorithm.HMAC_SHA256, new byte[] {1});
    FakePrimary.Datagrams datagrams =
        request -> {
          Request again = Request.soa(Rr.ZONE, Header.id(request, 0));
          byte[] theirs = new DatagramSignature(again, Optional.of(other), Script.NOW).signed();
          return List.of(signed(other, theirs, GOOD, soa(11)));
        };
    assertFailed(signedProbe(datagrams), "TSIG: the MAC of the answer does not match");
  }

  @Test
  void asksAgainAfterSilenceWithAnotherId() throws IOException {
    AtomicInteger firstId = new AtomicInteger(-1);
    FakePrimary.Datagrams datagrams =
        request -> {
          int id = Header.id(request, 0);
          return firstId.compareAndSet(-1, id)
              ? List.of()
              : List.of(answer(request, GOOD, soa(firstId.get() == id ? 66 : 11)));
        };
    assertFound(probe(datagrams), 11);
  }

  @Test
  void saysWhatIsWrongWithTheAnswer() throws IOException {
    assertFailed(
        probe(request -> List.of(answer(request, Header.QR, soa(11)))),
        "the answer is not authoritative");
    assertFailed(
        probe(request -> List.of(answer(request, GOOD | Rcode.REFUSED))),
        "the answer has rcode REFUSED");
    assertFailed(
        probe(request -> List.of(answer(request, GOOD))), "the answer has no SOA of the zone");
    assertFailed(
        probe(request -> List.of(answer(request, GOOD, ns()))),
        "the answer has no SOA of the zone");
    assertFailed(
        probe(request -> List.of(answer(request, GOOD, soa(11).withOwner("example.net")))),
        "the answer has no SOA of the zone");
    assertFailed(
        probe(request -> List.of(answer(request, GOOD, soa(11).withClass(RrClass.CH)))),
        "the answer has no SOA of the zone");
    assertFailed(
        probe(request -> List.of(answer(request, GOOD, soa(11), soa(12)))),
        "the answer has 2 SOAs of the zone");
    assertFailed(
        probe(request -> List.of(Script.write(Header.id(request, 0), GOOD, null, 0, soa(1)))),
        "the answer does not repeat the question");
  }

  @Test
  void saysThatARecordIsMalformed() throws IOException {
    FakePrimary.Datagrams datagrams =
        request -> {
          byte[] message = answer(request, GOOD, soa(11));
          return List.of(Arrays.copyOf(message, message.length - 3));
        };
    assertFailed(probe(datagrams), "malformed");
  }

  @Test
  void asksOverTcpWhenTheAnswerIsTruncated() throws IOException {
    FakePrimary.Stream stream =
        (request, connection) -> connection.send(signed(Script.KEY, request, GOOD, soa(11)));
    FakePrimary.Datagrams datagrams = request -> List.of(answer(request, GOOD | Header.TC));
    try (FakePrimary primary = new FakePrimary(stream, datagrams)) {
      assertFound(client.probe(Rr.ZONE, primary.primary(Script.KEY)), 11);
    }
  }

  @Test
  void asksOverTcpWhenNothingComesOverUdp() throws IOException {
    FakePrimary.Stream stream =
        (request, connection) -> connection.send(answer(request, GOOD, soa(11)));
    try (FakePrimary primary = FakePrimary.streaming(stream)) {
      assertFound(client.probe(Rr.ZONE, primary.primary()), 11);
    }
  }

  @Test
  void believesOverTcpNoMoreThanOverUdp() throws IOException {
    FakePrimary.Stream stream =
        (request, connection) -> connection.send(answer(request, GOOD, soa(11)));
    FakePrimary.Datagrams datagrams = request -> List.of(answer(request, GOOD | Header.TC));
    try (FakePrimary primary = new FakePrimary(stream, datagrams)) {
      assertFailed(client.probe(Rr.ZONE, primary.primary(Script.KEY)), "TSIG: ");
    }
  }

  @Test
  void tellsOfBothWaysWhenNeitherLeadsThere() throws IOException {
    assertFailed(
        probe(FakePrimary.NO_DATAGRAMS),
        "over UDP: no answer for 1 seconds, 2 times; over TCP: the connection was closed");
    InetSocketAddress free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
    assertFailed(
        client.probe(Rr.ZONE, new Primary(free, Optional.empty(), Optional.empty())),
        "over UDP: nothing listens there; over TCP: connection refused");
  }

  @Test
  void asksFromTheAddressThatIsSet() throws IOException {
    InetAddress source = InetAddress.getByName("127.0.0.2");
    FakePrimary.Datagrams datagrams = request -> List.of(answer(request, GOOD, soa(11)));
    try (FakePrimary primary = new FakePrimary(FakePrimary.NO_STREAM, datagrams)) {
      assertFound(
          client.probe(
              Rr.ZONE, new Primary(primary.address(), Optional.empty(), Optional.of(source))),
          11);
      assertThat(primary.lastClient()).isEqualTo(source);
    }
  }
}
