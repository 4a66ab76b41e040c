package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.frontsigner.bridge.TsigCheck;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Downstream.Outcome;
import org.frontsigner.keeper.Downstream.State;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.Opcode;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Soa;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** NOTIFYs over real sockets, to secondaries that answer as a test tells them. */
@Timeout(30)
class NotifierTest {
  private static final int TAKEN = Header.QR | Header.AA | Header.ofOpcode(Opcode.NOTIFY);
  private static final NotifyLimits QUICK = new NotifyLimits(3, 100, 100, 1000);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final List<AutoCloseable> open = new ArrayList<>();

  private Notifier notifier(NotifyLimits limits, InetAddress... sources) {
    return notifier(limits, address -> false, sources);
  }

  private Notifier notifier(
      NotifyLimits limits, Predicate<InetAddress> overTcp, InetAddress... sources) {
    Notifier notifier =
        new Notifier(
            limits,
            List.of(sources),
            overTcp,
            InstantSource.fixed(Script.NOW),
            new SecureRandom(),
            new TransferMetrics(registry));
    open.add(notifier);
    return notifier;
  }

  private FakePrimary secondary(FakePrimary.Datagrams datagrams) throws IOException {
    FakePrimary secondary = new FakePrimary(FakePrimary.NO_STREAM, datagrams);
    open.add(secondary);
    return secondary;
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private static Target to(FakePrimary secondary) {
    return new Target(secondary.address(), Optional.empty());
  }

  private static Target to(FakePrimary secondary, TsigKey key) {
    return new Target(secondary.address(), Optional.of(key));
  }

  private static byte[] taken(byte[] request) {
    return FakePrimary.answer(request, TAKEN);
  }

  private static byte[] refused(byte[] request) {
    return FakePrimary.answer(request, TAKEN | Rcode.REFUSED);
  }

  private static Outcome ended(Notifier notifier, InetSocketAddress address) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> outcome(notifier, address), each -> each.state() != State.WAITING);
  }

  private static Outcome outcome(Notifier notifier, InetSocketAddress address) {
    return notifier.outcomes(Rr.ZONE).stream()
        .filter(each -> each.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private double counted(String name) {
    Double value =
        registry.getSampleValue(name, new String[] {"zone"}, new String[] {"example.org"});
    return value == null ? 0 : value;
  }

  @Test
  void tellsTheSerialAndHearsTheAnswer() throws IOException {
    Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    FakePrimary secondary =
        secondary(
            request -> {
              requests.add(request);
              return List.of(taken(request));
            });
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome)
        .isEqualTo(new Outcome(secondary.address(), 42, Script.NOW, State.ACKNOWLEDGED, 1));
    assertThat(requests).hasSize(1);
    assertIsNotify(requests.remove(), 42);
    assertThat(counted("notifies_sent_total")).isEqualTo(1);
    assertThat(counted("notifies_acknowledged_total")).isEqualTo(1);
  }

  private static void assertIsNotify(byte[] request, long serial) {
    RecordCursor cursor = new RecordCursor().read(request, 0, request.length);
    assertThat(cursor.flags()).isEqualTo(Header.AA | Header.ofOpcode(Opcode.NOTIFY));
    assertThat(cursor.qname()).isEqualTo(Rr.ZONE);
    assertThat(cursor.qtype()).isEqualTo(RrType.SOA);
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.section()).isEqualTo(Section.ANSWER);
    assertThat(Soa.serialOf(cursor.rdata())).isEqualTo(serial);
    assertThat(cursor.next()).isFalse();
  }

  @Test
  void signsForEachSecondaryAndVerifiesTheAnswer() throws IOException {
    FakePrimary secondary =
        secondary(request -> List.of(FakePrimary.signed(Script.KEY, request, TAKEN)));
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary, Script.KEY)));
    assertThat(ended(notifier, secondary.address()).state()).isEqualTo(State.ACKNOWLEDGED);
  }

  @Test
  void repeatsUntilItIsAnswered() throws IOException {
    AtomicInteger count = new AtomicInteger();
    FakePrimary secondary =
        secondary(request -> count.incrementAndGet() < 3 ? List.of() : List.of(taken(request)));
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome.state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(outcome.attempts()).isEqualTo(3);
    assertThat(counted("notifies_sent_total")).isEqualTo(3);
  }

  @Test
  void givesUpAfterTheLastAttemptWithWaitsThatAreDoubled() throws IOException {
    Queue<Long> times = new ConcurrentLinkedQueue<>();
    FakePrimary secondary =
        secondary(
            request -> {
              times.add(System.nanoTime());
              return List.of();
            });
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome.state()).isEqualTo(State.UNANSWERED);
    assertThat(outcome.attempts()).isEqualTo(3);
    assertThat(counted("notifies_unanswered_total")).isEqualTo(1);
    Long[] sent = times.toArray(new Long[0]);
    assertThat(sent).hasSize(3);
    assertThat(Duration.ofNanos(sent[2] - sent[0])).isGreaterThan(Duration.ofMillis(250));
  }

  @Test
  void isRefusedByAnRcodeAndDoesNotInsist() throws IOException {
    FakePrimary secondary = secondary(request -> List.of(refused(request)));
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome.state()).isEqualTo(State.REFUSED);
    assertThat(outcome.attempts()).isEqualTo(1);
    assertThat(counted("notifies_refused_total")).isEqualTo(1);
  }

  @Test
  void takesAnUnsignedAnswerToASignedNotifyForNone() throws IOException {
    FakePrimary secondary = secondary(request -> List.of(taken(request)));
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary, Script.KEY)));
    assertThat(ended(notifier, secondary.address()).state()).isEqualTo(State.UNANSWERED);
  }

  @Test
  void reportsARefusalThatCouldNotBeVerifiedInTheEnd() throws IOException {
    FakePrimary secondary =
        secondary(
            request ->
                List.of(((TsigCheck.Rejected) Script.check(request, other())).answer(Script.NOW)));
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary, Script.KEY)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome.state()).isEqualTo(State.REFUSED);
    assertThat(outcome.attempts()).isEqualTo(3);
  }

  private static TsigKey other() {
    return new TsigKey(DomainName.parse("other"), Script.KEY.algorithm(), new byte[] {1});
  }

  @Test
  void hearsNothingOfWhatIsNoAnswer() throws IOException {
    FakePrimary secondary =
        secondary(
            request -> {
              byte[] otherId = taken(request);
              Octets.putU16(otherId, 0, Header.id(request, 0) ^ 1);
              byte[] garbage = taken(request);
              Octets.putU16(garbage, 6, 0xffff);
              int asQuery = Header.QR;
              return List.of(
                  otherId, garbage, request, new byte[] {1}, FakePrimary.answer(request, asQuery));
            });
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    assertThat(ended(notifier, secondary.address()).state()).isEqualTo(State.UNANSWERED);
  }

  @Test
  void aNewerSerialTakesThePlaceOfTheOlder() throws IOException {
    Queue<Long> serials = new ConcurrentLinkedQueue<>();
    FakePrimary secondary =
        secondary(
            request -> {
              RecordCursor cursor = new RecordCursor().read(request, 0, request.length);
              cursor.next();
              long serial = Soa.serialOf(cursor.rdata());
              serials.add(serial);
              return serial == 43 ? List.of(taken(request)) : List.of();
            });
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    await().atMost(Duration.ofSeconds(10)).until(() -> serials.contains(42L));
    notifier.notify(Rr.ZONE, Rr.soaOf(43), List.of(to(secondary)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome.serial()).isEqualTo(43);
    assertThat(outcome.state()).isEqualTo(State.ACKNOWLEDGED);
    int before = serials.size();
    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(2))
        .until(() -> serials.size() == before);
    assertThat(counted("notifies_unanswered_total")).isZero();
  }

  @Test
  void tellsEachSecondaryOnceAndForgetsThoseThatAreNoMore() throws IOException {
    FakePrimary first = secondary(request -> List.of(taken(request)));
    FakePrimary second = secondary(FakePrimary.NO_DATAGRAMS);
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(first), to(second), to(first)));
    assertThat(notifier.outcomes(Rr.ZONE)).hasSize(2);
    assertThat(ended(notifier, first.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(ended(notifier, second.address()).state()).isEqualTo(State.UNANSWERED);
    notifier.notify(Rr.ZONE, Rr.soaOf(43), List.of());
    assertThat(notifier.outcomes(Rr.ZONE)).isEmpty();
  }

  @Test
  void tellsNoMoreAtATimeThanTheLimit() throws IOException {
    FakePrimary first = secondary(request -> List.of(taken(request)));
    FakePrimary second = secondary(request -> List.of(taken(request)));
    Notifier notifier = notifier(new NotifyLimits(3, 100, 1, 1000));
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(first), to(second)));
    assertThat(ended(notifier, first.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(outcome(notifier, second.address()).state()).isEqualTo(State.UNANSWERED);
    assertThat(outcome(notifier, second.address()).attempts()).isZero();
    notifier.notify(Rr.ZONE, Rr.soaOf(43), List.of(to(second)));
    assertThat(ended(notifier, second.address()).state()).isEqualTo(State.ACKNOWLEDGED);
  }

  @Test
  void tellsManyZonesThroughOneSocketAtTheSetPace() throws IOException {
    FakePrimary secondary = secondary(request -> List.of(taken(request)));
    Notifier notifier = notifier(new NotifyLimits(5, 1000, 1000, 250));
    List<DomainName> zones = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      zones.add(Rr.ZONE.child("z" + i));
    }
    long start = System.nanoTime();
    zones.forEach(zone -> notifier.notify(zone, Rr.soaOf(42), List.of(to(secondary))));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                zones.stream()
                    .map(zone -> notifier.outcomes(zone).get(0).state())
                    .allMatch(state -> state == State.ACKNOWLEDGED));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void sendsFromTheAddressThatIsSetAndRefusesOneThatIsNotOurs() throws IOException {
    FakePrimary secondary = secondary(request -> List.of(taken(request)));
    InetAddress source = InetAddress.getByName("127.0.0.2");
    Notifier notifier = notifier(QUICK, source);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    assertThat(ended(notifier, secondary.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(secondary.lastClient()).isEqualTo(source);
    InetAddress foreign = InetAddress.getByName("192.0.2.1");
    CollectorRegistry another = new CollectorRegistry();
    TransferMetrics metrics = new TransferMetrics(another);
    assertThatThrownBy(
            () ->
                new Notifier(
                    QUICK,
                    List.of(foreign),
                    address -> false,
                    InstantSource.fixed(Script.NOW),
                    new SecureRandom(),
                    metrics))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void anAddressThatCannotBeReachedIsUnansweredAndHindersNobody() throws IOException {
    FakePrimary secondary = secondary(request -> List.of(taken(request)));
    InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Notifier notifier = notifier(QUICK);
    notifier.notify(
        Rr.ZONE, Rr.soaOf(42), List.of(new Target(nowhere, Optional.empty()), to(secondary)));
    assertThat(ended(notifier, secondary.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(ended(notifier, nowhere).state()).isEqualTo(State.UNANSWERED);
  }

  @Test
  void isClosedTwiceAndDeafAfterwards() throws IOException {
    FakePrimary secondary = secondary(request -> List.of(taken(request)));
    Notifier notifier = notifier(QUICK);
    notifier.close();
    notifier.close();
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    assertThat(notifier.outcomes(Rr.ZONE)).isEmpty();
  }

  @Test
  void tellsOverIpv6Too() throws IOException {
    byte[] octets = new byte[16];
    octets[15] = 1;
    InetAddress loopback = InetAddress.getByAddress(octets);
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      Notifier notifier = notifier(QUICK);
      InetSocketAddress address = new InetSocketAddress(loopback, socket.getLocalPort());
      notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(new Target(address, Optional.empty())));
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      socket.receive(packet);
      byte[] answer = taken(Arrays.copyOf(packet.getData(), packet.getLength()));
      socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      assertThat(ended(notifier, address).state()).isEqualTo(State.ACKNOWLEDGED);
    }
  }

  @Test
  void tellsOverTcpWhereAsked() throws IOException {
    Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
    FakePrimary secondary =
        new FakePrimary(
            (request, connection) -> {
              requests.add(request);
              connection.send(FakePrimary.signed(Script.KEY, request, TAKEN));
            },
            FakePrimary.NO_DATAGRAMS);
    open.add(secondary);
    Notifier notifier = notifier(QUICK, address -> true);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary, Script.KEY)));
    assertThat(ended(notifier, secondary.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(requests).hasSize(1);
  }

  @Test
  void repeatsOverTcpUntilItIsAnswered() throws IOException {
    AtomicInteger count = new AtomicInteger();
    FakePrimary secondary =
        new FakePrimary(
            (request, connection) -> {
              if (count.incrementAndGet() == 3) {
                connection.send(refused(request));
              }
            },
            request -> List.of(taken(request)));
    open.add(secondary);
    Notifier notifier = notifier(QUICK, address -> true);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(secondary)));
    Outcome outcome = ended(notifier, secondary.address());
    assertThat(outcome.state()).isEqualTo(State.REFUSED);
    assertThat(outcome.rcode()).contains("REFUSED");
    assertThat(outcome.attempts()).isEqualTo(3);
  }

  @Test
  void tellingOneAgainLeavesTheOthersBeingTold() throws IOException {
    AtomicInteger slow = new AtomicInteger();
    FakePrimary first =
        secondary(request -> slow.incrementAndGet() < 3 ? List.of() : List.of(taken(request)));
    FakePrimary second = secondary(request -> List.of(taken(request)));
    Notifier notifier = notifier(QUICK);
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(first), to(second)));
    ended(notifier, second.address());
    notifier.notifyAgain(Rr.ZONE, Rr.soaOf(42), List.of(to(second)));
    assertThat(ended(notifier, second.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    assertThat(ended(notifier, first.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    notifier.forget(Rr.ZONE);
    assertThat(notifier.outcomes(Rr.ZONE)).isEmpty();
  }

  /** Else it would keep the others waiting: a second of sending for each five hundred zones. */
  @Test
  void aDeadSecondaryOfManyZonesIsToldSeldomAndAllIsToldOnceItIsBack() throws IOException {
    AtomicInteger count = new AtomicInteger();
    FakePrimary dead =
        secondary(
            request -> {
              count.incrementAndGet();
              return List.of();
            });
    FakePrimary alive = secondary(request -> List.of(taken(request)));
    Notifier notifier = notifier(new NotifyLimits(5, 100, 10_000, 1000));
    for (int i = 0; i < 1000; i++) {
      DomainName zone = DomainName.parse("z" + i + ".example");
      notifier.notify(zone, Rr.soaOf(42), List.of(to(dead)));
    }
    notifier.notify(Rr.ZONE, Rr.soaOf(42), List.of(to(alive)));
    assertThat(ended(notifier, alive.address()).state()).isEqualTo(State.ACKNOWLEDGED);
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    assertThat(count).hasValueLessThan(400);
  }
}
