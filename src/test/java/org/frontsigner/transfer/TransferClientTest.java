package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.transfer.FakePrimary.answer;
import static org.frontsigner.transfer.Rr.a;
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
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;
import org.frontsigner.zone.IntakePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transfers over real sockets from primaries that misbehave. */
@Timeout(30)
class TransferClientTest {
  private static final int GOOD = Header.QR | Header.AA;
  private static final TransferLimits QUICK =
      new TransferLimits(1 << 20, 100_000, 100, 1 << 20, 3, 1, 0, 1, 1, 1);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final TransferMetrics metrics = new TransferMetrics(registry);
  private final TransferClient client =
      new TransferClient(QUICK, InstantSource.fixed(Script.NOW), new SecureRandom(), metrics);

  private Fetched axfr(Primary primary) {
    return client.fetch(Rr.ZONE, primary, Optional.empty(), IntakePolicy.DEFAULT);
  }

  private Fetched ixfr(Primary primary) {
    return client.fetch(Rr.ZONE, primary, Optional.of(Rr.soaOf(10)), IntakePolicy.DEFAULT);
  }

  private static String reason(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    return ((Fetched.Failed) fetched).reason();
  }

  @Test
  void fetchesAZoneAndCountsIt() throws IOException {
    FakePrimary.Stream stream =
        (request, connection) ->
            connection
                .send(answer(request, GOOD, soa(11), ns()))
                .send(answer(request, GOOD, a("www", 1), soa(11)));
    try (FakePrimary primary = FakePrimary.streaming(stream)) {
      Fetched fetched = axfr(primary.primary());
      assertThat(Dump.of(((Fetched.Whole) fetched).zone()))
          .isEqualTo(Dump.zoneOf(soa(11), ns(), a("www", 1)));
    }
    assertThat(counted("transfers_in_total", "whole")).isEqualTo(1);
    assertThat(registry.getSampleValue("transfer_in_seconds_count")).isEqualTo(1);
    assertThat(registry.getSampleValue("transfer_in_octets_total", zoneLabel(), zoneValue()))
        .isGreaterThan(100);
  }

  private Double counted(String name, String result) {
    return registry.getSampleValue(
        name, new String[] {"zone", "result"}, new String[] {"example.org", result});
  }

  private static String[] zoneLabel() {
    return new String[] {"zone"};
  }

  private static String[] zoneValue() {
    return new String[] {"example.org"};
  }

  @Test
  void forgetsWhatItCountedOfAZone() throws IOException {
    try (FakePrimary primary = FakePrimary.streaming(FakePrimary.NO_STREAM)) {
      axfr(primary.primary());
    }
    assertThat(counted("transfers_in_total", "failed")).isEqualTo(1);
    metrics.forget(Rr.ZONE);
    assertThat(counted("transfers_in_total", "failed")).isNull();
  }

  @Test
  void fetchesASignedZone() throws IOException {
    FakePrimary.Stream stream =
        (request, connection) ->
            connection.send(FakePrimary.signed(Script.KEY, request, GOOD, soa(11), ns(), soa(11)));
    try (FakePrimary primary = FakePrimary.streaming(stream)) {
      assertThat(axfr(primary.primary(Script.KEY))).isInstanceOf(Fetched.Whole.class);
    }
  }

  @Test
  void fetchesDifferences() throws IOException {
    FakePrimary.Stream stream =
        (request, connection) ->
            connection.send(answer(request, GOOD, soa(11), soa(10), soa(11), soa(11)));
    try (FakePrimary primary = FakePrimary.streaming(stream)) {
      assertThat(ixfr(primary.primary())).isInstanceOf(Fetched.Incremental.class);
    }
  }

  @Test
  void asksFromTheAddressThatIsSet() throws IOException {
    InetAddress source = InetAddress.getByName("127.0.0.2");
    try (FakePrimary primary = FakePrimary.streaming(FakePrimary.NO_STREAM)) {
      axfr(new Primary(primary.address(), Optional.empty(), Optional.of(source)));
      assertThat(primary.lastClient()).isEqualTo(source);
    }
  }

  @Test
  void givesUpWhenAMessageComesOctetByOctet() throws IOException {
    FakePrimary.Stream dribble =
        (request, connection) -> {
          byte[] message = answer(request, GOOD, soa(11), ns(), soa(11));
          byte[] framed = new byte[message.length + 2];
          Octets.putU16(framed, 0, message.length);
          System.arraycopy(message, 0, framed, 2, message.length);
          for (int i = 0; i < framed.length; i++) {
            connection.sendOctets(Arrays.copyOfRange(framed, i, i + 1));
            Thread.sleep(50);
          }
        };
    try (FakePrimary primary = FakePrimary.streaming(dribble)) {
      assertThat(reason(axfr(primary.primary()))).isEqualTo("no message for 1 seconds");
    }
  }

  @Test
  void givesUpWhenMessagesComeButNeverTheLast() throws IOException {
    FakePrimary.Stream dribble =
        (request, connection) -> {
          connection.send(answer(request, GOOD, soa(11), ns()));
          for (int i = 0; i < 1000; i++) {
            connection.send(answer(request, GOOD, a("n" + i, i)));
            Thread.sleep(200);
          }
        };
    try (FakePrimary primary = FakePrimary.streaming(dribble)) {
      assertThat(reason(axfr(primary.primary()))).isEqualTo("it takes longer than 3 seconds");
    }
  }

  @Test
  void givesUpWhenThePrimarySaysNothing() throws IOException {
    FakePrimary.Stream silence = (request, connection) -> Thread.sleep(10_000);
    try (FakePrimary primary = FakePrimary.streaming(silence)) {
      assertThat(reason(axfr(primary.primary()))).isEqualTo("no message for 1 seconds");
      assertThat(reason(ixfr(primary.primary()))).isEqualTo("no message for 1 seconds");
    }
  }

  @Test
  void givesUpOnAnEndlessTransfer() throws IOException {
    FakePrimary.Stream endless =
        (request, connection) -> {
          connection.send(answer(request, GOOD, soa(11), ns()));
          byte[] more = answer(request, GOOD, a("n1", 1), a("n2", 2), a("n3", 3));
          while (true) {
            connection.send(more);
          }
        };
    try (FakePrimary primary = FakePrimary.streaming(endless)) {
      assertThat(reason(axfr(primary.primary())))
          .isEqualTo("the answer has more than 1048576 octets");
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    InetSocketAddress free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
    Primary primary = new Primary(free, Optional.empty(), Optional.empty());
    assertThat(reason(axfr(primary))).isEqualTo("no connection: connection refused");
    assertThat(reason(ixfr(primary))).isEqualTo("no connection: connection refused");
  }

  @Test
  void saysThatTheSourceIsNotOurs() throws IOException {
    InetAddress foreign = InetAddress.getByName("192.0.2.1");
    try (FakePrimary primary = FakePrimary.streaming(FakePrimary.NO_STREAM)) {
      Primary from = new Primary(primary.address(), Optional.empty(), Optional.of(foreign));
      assertThat(reason(axfr(from))).startsWith("no connection: ");
    }
  }

  @Test
  void takesNothingWhenTheConnectionIsClosedInsideAMessage() throws IOException {
    FakePrimary.Stream cut =
        (request, connection) ->
            connection
                .send(answer(request, GOOD, soa(11), ns()))
                .sendOctets(new byte[] {0, 100, 1, 2, 3});
    try (FakePrimary primary = FakePrimary.streaming(cut)) {
      assertThat(reason(axfr(primary.primary())))
          .isEqualTo(
              "the connection was closed inside a message after 2 records, without the last SOA");
    }
  }

  @Test
  void takesNothingWhenTheConnectionIsReset() throws IOException {
    FakePrimary.Stream reset =
        (request, connection) -> {
          connection.send(answer(request, GOOD, soa(11), soa(10), soa(11)));
          Thread.sleep(200);
          connection.reset();
        };
    try (FakePrimary primary = FakePrimary.streaming(reset)) {
      assertThat(reason(ixfr(primary.primary()))).contains("after 3 records, without the last SOA");
    }
  }

  @Test
  void mayAskForTheWholeZoneWhenIxfrClosesOrResetsTheConnection() throws IOException {
    try (FakePrimary primary = FakePrimary.streaming(FakePrimary.NO_STREAM)) {
      assertThat(ixfr(primary.primary())).isInstanceOf(Fetched.NotIncremental.class);
    }
    try (FakePrimary primary = FakePrimary.streaming((request, connection) -> connection.reset())) {
      assertThat(ixfr(primary.primary())).isInstanceOf(Fetched.NotIncremental.class);
    }
    assertThat(counted("transfers_in_total", "not-incremental")).isEqualTo(2);
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    FakePrimary.Stream silence = (request, connection) -> Thread.sleep(10_000);
    try (FakePrimary primary = FakePrimary.streaming(silence)) {
      FutureTask<Fetched> task = new FutureTask<>(() -> axfr(primary.primary()));
      Thread thread = new Thread(task);
      thread.start();
      Thread.sleep(200);
      thread.interrupt();
      assertThat(reason(task.get(900, TimeUnit.MILLISECONDS))).contains("interrupted");
    }
  }
}
