package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.frontsigner.answer.Served;
import org.frontsigner.answer.ZoneSource;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.server.fixture.Home;
import org.frontsigner.server.fixture.Wire;
import org.frontsigner.server.fixture.Zones;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

@Timeout(60)
final class DnsServerTest {
  private final Home home = new Home();

  @AfterEach
  void end() {
    home.close();
  }

  private Message askUdp(Message query) throws IOException {
    return Wire.ask(home.address(), query);
  }

  private Message askTcp(Message query) throws IOException {
    try (Wire wire = new Wire(home.address())) {
      return wire.send(query).receive();
    }
  }

  @Test
  void answersOverUdpAndOverTcp() throws Exception {
    home.with(Zones.small(1), true).start();
    Message query = Wire.question(7, "www.example.", Type.A, 1232);
    for (Message answer : List.of(askUdp(query), askTcp(query))) {
      assertThat(answer.getHeader().getID()).isEqualTo(7);
      assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
      assertThat(answer.getSectionRRsets(Section.ANSWER)).hasSize(1);
      assertThat(answer.getSectionRRsets(Section.ANSWER).get(0).sigs()).hasSize(1);
    }
    assertThat(home.metric("queries_total", "transport=udp", "type=A", "rcode=NOERROR"))
        .isEqualTo(1);
    assertThat(home.metric("queries_total", "transport=tcp", "type=A", "rcode=NOERROR"))
        .isEqualTo(1);
    assertThat(home.metric("answer_seconds_count")).isEqualTo(2);
  }

  @Test
  void listensOnSeveralAddressesOfBothFamilies() throws Exception {
    InetAddress six = InetAddress.getByName("::1");
    InetAddress other = InetAddress.getByName("127.0.0.2");
    home.listen(
            new InetSocketAddress(six, 0),
            new InetSocketAddress(other, 0),
            new InetSocketAddress(Home.LOOPBACK, 0))
        .with(Zones.small(1), false)
        .start();
    assertThat(home.server().addresses()).hasSize(3);
    for (InetSocketAddress address : home.server().addresses()) {
      Message query = Wire.question(1, "www.example.", Type.A);
      assertThat(Wire.ask(address, query).getSection(Section.ANSWER)).hasSize(1);
      try (Wire wire = new Wire(address)) {
        assertThat(wire.send(query).receive().getSection(Section.ANSWER)).hasSize(1);
      }
    }
  }

  @Test
  void listensOnBothWildcardAddressesAtOnePort() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    home.listen(new InetSocketAddress("0.0.0.0", port), new InetSocketAddress("::", port))
        .with(Zones.small(1), false)
        .start();
    Message query = Wire.question(1, "www.example.", Type.A);
    for (String address : List.of("127.0.0.1", "::1")) {
      // A connected socket takes answers of its peer alone.
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.connect(InetAddress.getByName(address), port);
        socket.setSoTimeout(5000);
        byte[] octets = query.toWire();
        socket.send(new java.net.DatagramPacket(octets, octets.length));
        java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[512], 512);
        socket.receive(answer);
        assertThat(answer.getLength()).isGreaterThan(octets.length);
      }
    }
  }

  @Test
  void refusesAPortThatAnotherHasForUdpEvenIfThatOneWouldShareIt() throws Exception {
    try (DatagramChannel holder = DatagramChannel.open(java.net.StandardProtocolFamily.INET)) {
      holder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      holder.bind(new InetSocketAddress(Home.LOOPBACK, 0));
      InetSocketAddress address = (InetSocketAddress) holder.getLocalAddress();
      assertThatThrownBy(() -> home.listen(address).start())
          .isInstanceOf(CannotListen.class)
          .hasMessage(
              "Can't listen on 127.0.0.1:%d, UDP: another program uses this port"
                  .formatted(address.getPort()));
      assertThatThrownBy(() -> DnsServer.requireFree(List.of(address)))
          .isInstanceOf(CannotListen.class);
    }
  }

  @Test
  void refusesAPortThatAnotherHasForTcp() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, Home.LOOPBACK)) {
      InetSocketAddress address = new InetSocketAddress(Home.LOOPBACK, holder.getLocalPort());
      assertThatThrownBy(() -> home.listen(address).start())
          .isInstanceOf(CannotListen.class)
          .hasMessageContaining("127.0.0.1:" + address.getPort() + ", TCP: another program");
      assertThatThrownBy(() -> DnsServer.requireFree(List.of(address)))
          .isInstanceOf(CannotListen.class);
    }
  }

  @Test
  void refusesASecondServerOfItsOwnKind() {
    home.with(Zones.small(1), false).start();
    Home second = new Home().listen(home.address());
    assertThatThrownBy(second::start).isInstanceOf(CannotListen.class);
    second.close();
  }

  @Test
  void refusesAnAddressOfAnotherMachine() {
    InetSocketAddress address = new InetSocketAddress("192.0.2.77", 0);
    assertThatThrownBy(() -> home.listen(address).start())
        .isInstanceOf(CannotListen.class)
        .hasMessageContaining("192.0.2.77:0, UDP: this machine has no such address");
  }

  @Test
  void freesItsPortsWhenItEnds() {
    home.with(Zones.small(1), false).start();
    InetSocketAddress address = home.address();
    home.close();
    DnsServer.requireFree(List.of(address));
  }

  @Test
  void keepsNoPortWhenOneOfThemIsTaken() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, Home.LOOPBACK)) {
      free = socket.getLocalPort();
    }
    InetSocketAddress first = new InetSocketAddress(Home.LOOPBACK, free);
    try (ServerSocket holder = new ServerSocket(0, 1, Home.LOOPBACK)) {
      InetSocketAddress second = new InetSocketAddress(Home.LOOPBACK, holder.getLocalPort());
      assertThatThrownBy(() -> home.listen(first, second).start()).isInstanceOf(CannotListen.class);
    }
    DnsServer.requireFree(List.of(first));
  }

  @Test
  void truncatesOverUdpAndNotOverTcp() throws Exception {
    home.with(Zones.small(1), false).start();
    Message query = Wire.question(1, "big.example.", Type.TXT);
    Message short512 = askUdp(query);
    assertThat(short512.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(short512.numBytes()).isLessThanOrEqualTo(512);
    Message whole = askTcp(query);
    assertThat(whole.getHeader().getFlag(Flags.TC)).isFalse();
    assertThat(whole.getSection(Section.ANSWER)).hasSize(1);
  }

  @Test
  void answersGarbageWithErrorsOrNotAtAllAndGoesOn() throws Exception {
    home.with(Zones.small(1), false).start();
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] garbage = new byte[random.nextInt(600)];
      random.nextBytes(garbage);
      Wire.datagram(home.address(), garbage, 1);
    }
    byte[] response = Wire.question(1, "www.example.", Type.A).toWire();
    response[2] |= (byte) 0x80;
    assertThat(Wire.datagram(home.address(), response, 300)).isEmpty();
    assertThat(Wire.datagram(home.address(), new byte[11], 300)).isEmpty();
    byte[] cut = Wire.question(77, "www.example.", Type.A).toWire();
    Optional<byte[]> answer =
        Wire.datagram(home.address(), java.util.Arrays.copyOf(cut, cut.length - 1), 5000);
    assertThat(new Message(answer.orElseThrow()).getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(askUdp(Wire.question(1, "www.example.", Type.A)).getRcode())
        .isEqualTo(Rcode.NOERROR);
  }

  @Test
  void answersADatagramThatIsTooLongWithFormerr() throws Exception {
    home.with(Zones.small(1), false).start();
    byte[] query = Wire.question(9, "www.example.", Type.A).toWire();
    byte[] padded = java.util.Arrays.copyOf(query, 20_000);
    byte[] answer = Wire.datagram(home.address(), padded, 5000).orElseThrow();
    assertThat(new Message(answer).getRcode()).isEqualTo(Rcode.FORMERR);
  }

  @Test
  void saysWhichVersionOfEdnsItSpeaks() throws Exception {
    home.with(Zones.small(1), false).start();
    Message query = Wire.question(1, "www.example.", Type.A);
    query.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
    assertThat(askUdp(query).getRcode()).isEqualTo(Rcode.BADVERS);
    Message transfer = Wire.question(1, "example.", Type.AXFR);
    transfer.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
    assertThat(askTcp(transfer).getRcode()).isEqualTo(Rcode.BADVERS);
  }

  @Test
  void answersServfailForAZoneThatWasNeverPulledAndSaysWhy() throws Exception {
    home.withEmpty("empty").start();
    Message answer = askUdp(Wire.question(1, "www.empty.", Type.A, 1232));
    assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(answer.getOPT().getOptions())
        .singleElement()
        .extracting(option -> ((ExtendedErrorCodeOption) option).getErrorCode())
        .isEqualTo(ExtendedErrorCodeOption.NOT_READY);
    assertThat(answer.getOPT().getOptions(EDNSOption.Code.EDNS_EXTENDED_ERROR)).hasSize(1);
  }

  @Test
  void survivesWhatFailsWhileItAnswers() throws Exception {
    home.with(new Failing()).start();
    Message query = Wire.question(3, "www.example.", Type.A);
    for (int i = 0; i < 3; i++) {
      assertThat(askUdp(query).getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(askTcp(query).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }
    assertThat(askTcp(Wire.question(1, "example.", Type.AXFR)).getRcode())
        .isEqualTo(Rcode.SERVFAIL);
    assertThat(home.metric("queries_total", "transport=udp", "type=A", "rcode=SERVFAIL"))
        .isEqualTo(3);
  }

  private static final class Failing implements ZoneSource {
    @Override
    public Served closest(DomainName name) {
      throw new SigningFailed("the key is broken", null);
    }

    @Override
    public Served closestAbove(DomainName name) {
      throw new IllegalStateException("not asked");
    }

    @Override
    public Served exact(DomainName apex) {
      throw new IllegalStateException("something is wrong");
    }
  }

  private static TSIG tsig(TsigKey key) {
    return new TSIG(TSIG.HMAC_SHA256, key.name().toText() + ".", key.secretBase64());
  }

  @Test
  void signsTheAnswerToASignedQuestion() throws Exception {
    TsigKey key = TsigKey.generate(DomainName.parse("k"), TsigAlgorithm.HMAC_SHA256, new Random(1));
    home.with(Zones.small(1), true).with(key).start();
    for (int type : new int[] {Type.A, Type.TXT, Type.AXFR}) {
      Message query = Wire.question(1, type == Type.TXT ? "big.example." : "www.example.", type);
      tsig(key).apply(query, null);
      byte[] over = Wire.datagram(home.address(), query.toWire(), 5000).orElseThrow();
      assertThat(over.length).isLessThanOrEqualTo(512);
      Message answer = new Message(over);
      assertThat(tsig(key).verify(answer, over, query.getTSIG())).isEqualTo(Rcode.NOERROR);
      assertThat(answer.getHeader().getFlag(Flags.TC)).isEqualTo(type == Type.TXT);
    }
  }

  @Test
  void saysWhatIsWrongWithASignature() throws Exception {
    TsigKey ours =
        TsigKey.generate(DomainName.parse("k"), TsigAlgorithm.HMAC_SHA256, new Random(1));
    TsigKey wrong =
        TsigKey.generate(DomainName.parse("k"), TsigAlgorithm.HMAC_SHA256, new Random(2));
    TsigKey unknown =
        TsigKey.generate(DomainName.parse("u"), TsigAlgorithm.HMAC_SHA256, new Random(2));
    home.with(Zones.small(1), true).with(ours).start();
    assertThat(tsigErrorFor(wrong)).isEqualTo(Rcode.BADSIG);
    assertThat(tsigErrorFor(unknown)).isEqualTo(Rcode.BADKEY);
    assertThat(home.metric("queries_total", "transport=udp", "type=A", "rcode=NOTAUTH"))
        .isEqualTo(2);
  }

  private int tsigErrorFor(TsigKey key) throws IOException {
    Message query = Wire.question(1, "www.example.", Type.A);
    tsig(key).apply(query, null);
    Message answer = askUdp(query);
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    return answer.getTSIG().getError();
  }

  @Test
  void countsTypesThatNobodyKnowsAsOther() throws Exception {
    home.with(Zones.small(1), false).start();
    askUdp(Wire.question(1, "www.example.", 54321));
    askUdp(Wire.question(1, "www.example.", 54322));
    assertThat(home.metric("queries_total", "transport=udp", "type=other", "rcode=NOERROR"))
        .isEqualTo(2);
  }
}
