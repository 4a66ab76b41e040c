package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Random;
import org.frontsigner.answer.Network;
import org.frontsigner.answer.Served;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
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
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

@Timeout(60)
final class NotifyHandlerTest {
  private static final TsigKey KEY =
      TsigKey.generate(DomainName.parse("k"), TsigAlgorithm.HMAC_SHA256, new Random(1));

  private final Home home = new Home();

  @AfterEach
  void end() {
    home.close();
  }

  private long servedSerial() {
    Served served = home.published().exact(DomainName.parse(Zones.APEX));
    return ((Served.Ready) served).zone().soa().serial();
  }

  @Test
  void aNotifyOfThePrimaryBringsTheNewZone() throws Exception {
    home.with(Zones.small(1), false).start();
    home.primaryHas(Zones.small(2));
    Message reply = Wire.ask(home.address(), Wire.notification(99, "example."));
    assertThat(reply.getHeader().getID()).isEqualTo(99);
    assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(reply.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
    assertThat(reply.getHeader().getFlag(Flags.QR)).isTrue();
    assertThat(reply.getHeader().getFlag(Flags.AA)).isTrue();
    await().until(() -> servedSerial() == 2);
  }

  @Test
  void aNotifyIsHeardOverTcpToo() throws Exception {
    home.with(Zones.small(1), false).start();
    home.primaryHas(Zones.small(2));
    try (Wire wire = new Wire(home.address())) {
      assertThat(wire.send(Wire.notification(1, "example.")).receive().getRcode())
          .isEqualTo(Rcode.NOERROR);
    }
    await().until(() -> servedSerial() == 2);
  }

  @Test
  void aNotifyForAZoneThatIsNotHereIsNotauth() throws Exception {
    home.with(Zones.small(1), false).start();
    Message reply = Wire.ask(home.address(), Wire.notification(1, "www.example."));
    assertThat(reply.getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(reply.getHeader().getFlag(Flags.AA)).isFalse();
  }

  @Test
  void aNotifyOfSomebodyElseIsRefusedUnlessItsNetworkMay() throws Exception {
    home.with(Zones.small(1), false).start();
    assertThat(askFrom("127.0.0.9").getRcode()).isEqualTo(Rcode.REFUSED);
  }

  @Test
  void aNotifyOfANetworkThatMayIsHeard() throws Exception {
    home.with(Zones.small(1), false).notifiesFrom(Network.parse("127.0.0.8/31")).start();
    assertThat(askFrom("127.0.0.9").getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(askFrom("127.0.0.10").getRcode()).isEqualTo(Rcode.REFUSED);
  }

  private Message askFrom(String source) throws IOException {
    return askFrom(source, Wire.notification(1, "example.").toWire());
  }

  private Message askFrom(String source, byte[] octets) throws IOException {
    try (java.net.DatagramSocket socket =
        new java.net.DatagramSocket(new java.net.InetSocketAddress(source, 0))) {
      socket.setSoTimeout(5000);
      socket.send(new java.net.DatagramPacket(octets, octets.length, home.address()));
      java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[512], 512);
      socket.receive(answer);
      return new Message(java.util.Arrays.copyOf(answer.getData(), answer.getLength()));
    }
  }

  @Test
  void aNotifyWithAKeyOfTheZonesPrimariesIsHeardFromAnywhereAndItsReplyIsSigned() throws Exception {
    home.with(Zones.small(1), false, "AXFR-MASTER-TSIG=k").with(KEY).start();
    Message notify = Wire.notification(1, "example.");
    TSIG tsig = new TSIG(TSIG.HMAC_SHA256, "k.", KEY.secretBase64());
    tsig.apply(notify, null);
    Message reply = askFrom("127.0.0.9", notify.toWire());
    assertThat(reply.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(tsig.verify(reply, reply.toWire(), notify.getTSIG())).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void aNotifyOfAnotherTypeOrClassIsNotTaken() throws Exception {
    home.with(Zones.small(1), false).start();
    Message other = Wire.question(1, "example.", Type.A);
    other.getHeader().setOpcode(Opcode.NOTIFY);
    assertThat(Wire.ask(home.address(), other).getRcode()).isEqualTo(Rcode.NOTIMP);
    Message chaos =
        Message.newQuery(
            Record.newRecord(Name.fromConstantString("example."), Type.SOA, DClass.CH));
    chaos.getHeader().setOpcode(Opcode.NOTIFY);
    Message reply = Wire.ask(home.address(), chaos);
    assertThat(reply.getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(reply.getSection(Section.ANSWER)).isEmpty();
  }
}
