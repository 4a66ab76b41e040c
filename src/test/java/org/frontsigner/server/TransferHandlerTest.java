package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.answer.Network;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.server.fixture.Home;
import org.frontsigner.server.fixture.Wire;
import org.frontsigner.server.fixture.Zones;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

@Timeout(120)
final class TransferHandlerTest {
  private static final Network HERE = Network.parse("127.0.0.0/8");
  private static final TsigKey KEY =
      TsigKey.generate(DomainName.parse("k"), TsigAlgorithm.HMAC_SHA256, new Random(1));
  private static final TSIG TSIG_KEY = new TSIG(TSIG.HMAC_SHA256, "k.", KEY.secretBase64());

  private static final AlarmId REFUSED =
      AlarmId.of(AlarmKind.TRANSFER_REFUSED, DomainName.parse("example."), "secondary 127.0.0.1");

  private final Home home = new Home();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    home.close();
    threads.shutdownNow();
  }

  private static Message axfr() {
    return Wire.question(1, "example.", Type.AXFR);
  }

  private static Message ixfr(long serial) {
    Message query = Wire.question(1, "example.", Type.IXFR);
    Name apex = Name.fromConstantString("example.");
    query.addRecord(
        new SOARecord(apex, DClass.IN, 0, apex, apex, serial, 0, 0, 0, 0), Section.AUTHORITY);
    return query;
  }

  private Message first(Message query) throws IOException {
    try (Wire wire = new Wire(home.address())) {
      return wire.send(query).receive();
    }
  }

  /** All records up to the second SOA. */
  private static List<Record> records(Wire wire) throws IOException {
    List<Record> records = new ArrayList<>();
    int soas = 0;
    while (soas < 2) {
      Message message = wire.receive();
      assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
      for (Record record : message.getSection(Section.ANSWER)) {
        records.add(record);
        soas += record.getType() == Type.SOA ? 1 : 0;
      }
    }
    return records;
  }

  private List<Record> transfer(Message query) throws IOException {
    try (Wire wire = new Wire(home.address())) {
      return records(wire.send(query));
    }
  }

  private static long serial(Record record) {
    return ((SOARecord) record).getSerial();
  }

  /** A transfer is counted after its last message was sent. */
  private void awaitEnded(String result, int count) {
    await()
        .until(
            () -> home.metric("transfers_out_total", "zone=example", "result=" + result) == count);
  }

  @Test
  void aNetworkThatMayGetsTheWholeSignedZone() throws Exception {
    home.with(Zones.small(5), true).transfersFor(HERE).start();
    List<Record> records = transfer(axfr());
    assertThat(serial(records.get(0))).isEqualTo(5);
    assertThat(records.get(records.size() - 1)).isEqualTo(records.get(0));
    assertThat(records).extracting(Record::getType).contains(Type.DNSKEY, Type.NSEC, Type.RRSIG);
    awaitEnded("whole", 1);
    assertThat(home.metric("transfer_out_octets_total", "zone=example")).isGreaterThan(1000);
    assertThat(home.metric("queries_total", "transport=tcp", "type=AXFR", "rcode=NOERROR"))
        .isEqualTo(1);
  }

  @Test
  void whoIsNotAllowedIsRefused() throws Exception {
    home.with(Zones.small(5), true).start();
    assertThat(first(axfr()).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(first(ixfr(1)).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(home.metric("transfers_out_total", "zone=example", "result=refused")).isEqualTo(2);
  }

  @Test
  void aStrangerThatIsRefusedRaisesNoAlarm() throws Exception {
    home.with(Zones.small(5), true, "ALSO-NOTIFY=127.0.0.9").start();
    assertThat(first(axfr()).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(home.alarms().active()).isEmpty();
  }

  @Test
  void aSecondaryThatIsRefusedRaisesOne() throws Exception {
    home.with(Zones.small(5), true, "ALSO-NOTIFY=127.0.0.1").start();
    assertThat(first(axfr()).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(home.alarms().isUp(REFUSED)).isTrue();
  }

  @Test
  void aSecondaryThatGetsTheZoneEndsTheAlarm() throws Exception {
    home.with(Zones.small(5), true).transfersFor(HERE).start();
    home.alarms().raise(REFUSED, "it was refused");
    transfer(axfr());
    await().until(() -> !home.alarms().isUp(REFUSED));
  }

  @Test
  void aZoneThatIsNotHereIsNotauthAndNotCountedByItsName() throws Exception {
    home.with(Zones.small(5), true).transfersFor(HERE).start();
    Message answer = first(Wire.question(1, "other.", Type.AXFR));
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(home.metric("transfers_out_total", "zone=other", "result=refused")).isZero();
  }

  @Test
  void aNetworkOfTheZoneMay() throws Exception {
    home.with(Zones.small(5), false, "ALLOW-AXFR-FROM=127.0.0.1").start();
    assertThat(transfer(axfr())).isNotEmpty();
  }

  @Test
  void theNameServersOfTheZoneMayWhereItSaysSo() throws Exception {
    home.with(Zones.small(5), false, "ALLOW-AXFR-FROM=auto-ns").start();
    assertThat(transfer(axfr())).isNotEmpty();
  }

  @Test
  void aKeyOfTheZoneMayAndEveryMessageIsSigned() throws Exception {
    home.with(Zones.large(5, 3000, 1), true, "TSIG-ALLOW-AXFR=k").with(KEY).start();
    Message query = axfr();
    TSIG_KEY.apply(query, null);
    try (Wire wire = new Wire(home.address())) {
      wire.send(query);
      TSIG.StreamVerifier verifier = new TSIG.StreamVerifier(TSIG_KEY, query.getTSIG());
      int soas = 0;
      int messages = 0;
      while (soas < 2) {
        byte[] octets = wire.receiveOctets();
        Message message = new Message(octets);
        assertThat(message.getTSIG()).isNotNull();
        assertThat(verifier.verify(message, octets)).isEqualTo(Rcode.NOERROR);
        soas +=
            (int)
                message.getSection(Section.ANSWER).stream()
                    .filter(record -> record.getType() == Type.SOA)
                    .count();
        messages++;
      }
      assertThat(messages).isGreaterThan(10);
    }
  }

  @Test
  void aKeyForOnePeerIsOfNoUseToAnother() throws Exception {
    home.with(Zones.small(5), false, "TSIG-ALLOW-AXFR=k 127.0.0.77").with(KEY).start();
    Message query = axfr();
    TSIG_KEY.apply(query, null);
    Message answer = first(query);
    assertThat(answer.getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(TSIG_KEY.verify(answer, answer.toWire(), query.getTSIG())).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void anIncrementalRequestGetsTheZoneWhenOldAndTheSoaWhenCurrent() throws Exception {
    home.with(Zones.small(5), true).transfersFor(HERE).start();
    assertThat(transfer(ixfr(4)).size()).isGreaterThan(10);
    for (long serial : new long[] {5, 6}) {
      Message current = first(ixfr(serial));
      assertThat(current.getSection(Section.ANSWER))
          .singleElement()
          .satisfies(soa -> assertThat(serial(soa)).isEqualTo(5));
    }
    awaitEnded("up-to-date", 2);
  }

  @Test
  void overUdpThereIsTheSoaForIncrementalAndFormerrForWholeTransfers() throws Exception {
    home.with(Zones.small(5), true).transfersFor(HERE).start();
    Message old = Wire.ask(home.address(), ixfr(4));
    assertThat(old.getSection(Section.ANSWER)).hasSize(1);
    assertThat(old.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(Wire.ask(home.address(), axfr()).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void severalTransfersAtOnceAllGetTheSameWholeZone() throws Exception {
    home.with(Zones.large(5, 2000, 0), true).transfersFor(HERE).start();
    List<Future<List<Record>>> transfers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      transfers.add(threads.submit(() -> transfer(axfr())));
    }
    List<Record> first = transfers.get(0).get();
    assertThat(first.size()).isGreaterThan(8000);
    for (Future<List<Record>> other : transfers) {
      assertThat(other.get()).isEqualTo(first);
    }
  }

  @Test
  void oneTransferTooManyIsRefusedUntilAnotherHasEnded() throws Exception {
    home.with(Zones.large(5, 4000, 16), false).transfersFor(HERE).transfersMax(1).start();
    try (Wire slow = new Wire(home.address(), 4096)) {
      slow.send(axfr());
      slow.receive();
      assertThat(first(axfr()).getRcode()).isEqualTo(Rcode.REFUSED);
      assertThat(home.metric("limit_reached_total", "limit=transfers-out-max")).isEqualTo(1);
      slow.reset();
    }
    awaitEnded("failed", 1);
    assertThat(transfer(axfr()).size()).isGreaterThan(4000);
  }

  @Test
  void aZoneThatIsReplacedMeanwhileIsSentAsItWasToTheEnd() throws Exception {
    home.with(Zones.large(5, 4000, 16), false).transfersFor(HERE).start();
    try (Wire slow = new Wire(home.address(), 4096)) {
      slow.send(axfr());
      Message begun = slow.receive();
      assertThat(serial(begun.getSection(Section.ANSWER).get(0))).isEqualTo(5);
      home.primaryHas(Zones.small(6));
      Wire.ask(home.address(), Wire.notification(1, "example."));
      await().until(() -> serial(transfer(axfr()).get(0)) == 6);
      List<Record> rest = new ArrayList<>();
      while (rest.isEmpty() || rest.get(rest.size() - 1).getType() != Type.SOA) {
        rest.addAll(slow.receive().getSection(Section.ANSWER));
      }
      assertThat(serial(rest.get(rest.size() - 1))).isEqualTo(5);
      int all = begun.getSection(Section.ANSWER).size() + rest.size();
      assertThat(all).isEqualTo(4000 + 5);
    }
  }

  @Test
  void aClientThatTakesNothingHoldsNoThreadAndIsReset() throws Exception {
    home.with(Zones.large(5, 4000, 16), false)
        .transfersFor(HERE)
        .tcp(new ServerSettings.TcpLimits(100, 100, 1000, 10, 2))
        .start();
    List<Wire> stuck = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Wire wire = new Wire(home.address(), 4096);
      wire.send(axfr()).receive();
      stuck.add(wire);
    }
    // Six take nothing, there are two threads, and yet:
    assertThat(transfer(axfr()).size()).isGreaterThan(4000);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> home.metric("limit_reached_total", "limit=tcp-stalled-seconds") == 6);
    awaitEnded("failed", 6);
    for (Wire wire : stuck) {
      wire.close();
    }
  }

  @Test
  void whatIsAskedBehindATransferIsAnsweredAfterIt() throws Exception {
    home.with(Zones.large(5, 1000, 4), false).transfersFor(HERE).start();
    try (Wire wire = new Wire(home.address())) {
      wire.send(axfr(), Wire.question(2, "ns.example.", Type.A), axfr());
      assertThat(records(wire).size()).isGreaterThan(1000);
      assertThat(wire.receive().getHeader().getID()).isEqualTo(2);
      assertThat(records(wire).size()).isGreaterThan(1000);
    }
  }

  @Test
  void aClientThatHasClosedItsSideStillGetsItsTransfer() throws Exception {
    home.with(Zones.large(5, 1000, 4), false).transfersFor(HERE).start();
    try (Wire wire = new Wire(home.address())) {
      wire.send(axfr());
      wire.socket().shutdownOutput();
      assertThat(records(wire).size()).isGreaterThan(1000);
      assertThat(wire.isClosedWithin(3000)).isTrue();
    }
  }

  @Test
  void manyClientsThatVanishLeaveNothingBehind() throws Exception {
    home.with(Zones.large(5, 4000, 16), false).transfersFor(HERE).start();
    for (int i = 0; i < 20; i++) {
      Wire wire = new Wire(home.address(), 4096);
      wire.send(axfr()).receive();
      wire.reset();
    }
    await().until(() -> home.server().connectionCount() == 0);
    awaitEnded("failed", 20 - (int) refused());
    assertThat(transfer(axfr()).size()).isGreaterThan(4000);
  }

  private double refused() {
    return home.metric("transfers_out_total", "zone=example", "result=refused");
  }

  @Test
  void aTransferThatFailsBeforeItHasSentAnythingIsServfail() throws Exception {
    home.with(Zones.small(5), true)
        .transfersFor(HERE)
        .signers(
            task -> {
              throw new IllegalStateException("nothing is signed here");
            })
        .start();
    try (Wire wire = new Wire(home.address())) {
      Message answer = wire.send(axfr(), Wire.question(2, "ns.example.", Type.A)).receive();
      assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(answer.getQuestion().getType()).isEqualTo(Type.AXFR);
      assertThat(answer.getSection(Section.ANSWER)).isEmpty();
      assertThat(wire.receive().getHeader().getID()).isEqualTo(2);
    }
    awaitEnded("failed", 1);
  }

  @Test
  void aTransferThatFailsInItsMidstIsCutOffWithoutALastSoa() throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    home.with(Zones.large(5, 6000, 0), true)
        .transfersFor(HERE)
        .signers(
            task -> {
              if (tasks.incrementAndGet() > 8) {
                throw new IllegalStateException("nothing more is signed here");
              }
              task.run();
            })
        .start();
    try (Wire wire = new Wire(home.address())) {
      wire.send(axfr());
      assertThatThrownBy(() -> records(wire)).isInstanceOf(IOException.class);
    }
    awaitEnded("failed", 1);
    await().until(() -> home.server().connectionCount() == 0);
  }

  @Test
  void aTransferSignsItselfWhenTheSignersAreBusy() throws Exception {
    home.with(Zones.large(5, 2000, 0), true)
        .transfersFor(HERE)
        .signers(
            task -> {
              throw new RejectedExecutionException("busy");
            })
        .start();
    assertThat(transfer(axfr()).size()).isGreaterThan(8000);
  }

  @Test
  void aTransferThatRunsWhenTheServerEndsIsNotCutOffAtOnce() throws Exception {
    home.with(Zones.large(5, 4000, 16), false).transfersFor(HERE).start();
    try (Wire wire = new Wire(home.address(), 4096)) {
      wire.send(axfr());
      wire.receive();
      Thread closer = new Thread(home.server()::close);
      closer.start();
      List<Record> rest = new ArrayList<>();
      while (rest.isEmpty() || rest.get(rest.size() - 1).getType() != Type.SOA) {
        rest.addAll(wire.receive().getSection(Section.ANSWER));
      }
      wire.reset();
      closer.join(10_000);
      assertThat(closer.isAlive()).isFalse();
    }
  }
}
