package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frontsigner.server.fixture.Home;
import org.frontsigner.server.fixture.Wire;
import org.frontsigner.server.fixture.Zones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

@Timeout(60)
final class TcpHandlerTest {
  private final Home home = new Home().with(Zones.small(1), true);
  private final List<Wire> wires = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
    home.close();
  }

  private Wire connect() throws IOException {
    Wire wire = new Wire(home.address());
    wires.add(wire);
    return wire;
  }

  private static Message question(int id) {
    return Wire.question(id, "www.example.", Type.A, 1232);
  }

  private static ServerSettings.TcpLimits limits(
      int clients, int perAddress, int queries, int idle, int stalled) {
    return new ServerSettings.TcpLimits(clients, perAddress, queries, idle, stalled);
  }

  private void awaitConnections(int count) {
    await().until(() -> home.server().connectionCount() == count);
  }

  @Test
  void answersAThousandQueriesInOneGoInTheirOrder() throws Exception {
    home.start();
    Message[] queries = new Message[1000];
    for (int i = 0; i < queries.length; i++) {
      queries[i] = question(i);
    }
    Wire wire = connect().send(queries);
    for (int i = 0; i < queries.length; i++) {
      Message answer = wire.receive();
      assertThat(answer.getHeader().getID()).isEqualTo(i);
      assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
    }
  }

  @Test
  void takesAQueryOctetByOctet() throws Exception {
    home.start();
    Wire wire = connect();
    for (byte octet : Wire.frames(question(5))) {
      wire.send(new byte[] {octet});
      TimeUnit.MILLISECONDS.sleep(2);
    }
    assertThat(wire.receive().getHeader().getID()).isEqualTo(5);
  }

  @Test
  void closesAConnectionWhoseQueryNeverGetsWhole() throws Exception {
    home.tcp(limits(10, 10, 100, 1, 5)).start();
    Wire wire = connect();
    byte[] frame = Wire.frames(question(5));
    long began = System.nanoTime();
    boolean cut = false;
    for (int i = 0; i < frame.length - 1 && !cut; i++) {
      try {
        wire.send(new byte[] {frame[i]});
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (IOException closed) {
        cut = true;
      }
    }
    assertThat(cut || wire.isClosedWithin(1000)).isTrue();
    assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
    awaitConnections(0);
  }

  @Test
  void closesAnIdleConnectionAndNotOneThatAsksAgain() throws Exception {
    home.tcp(limits(10, 10, 100, 1, 5)).start();
    Wire wire = connect();
    for (int i = 0; i < 4; i++) {
      assertThat(wire.send(question(i)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
      TimeUnit.MILLISECONDS.sleep(600);
    }
    assertThat(wire.isClosedWithin(3000)).isTrue();
  }

  @Test
  void answersAClientThatHasClosedItsSide() throws Exception {
    home.start();
    Wire wire = connect().send(question(1), question(2));
    wire.socket().shutdownOutput();
    assertThat(wire.receive().getHeader().getID()).isEqualTo(1);
    assertThat(wire.receive().getHeader().getID()).isEqualTo(2);
    assertThat(wire.isClosedWithin(3000)).isTrue();
    awaitConnections(0);
  }

  @Test
  void closesWhenAClientClosesItsSideWithinAQuery() throws Exception {
    home.start();
    Wire wire = connect().send(new byte[] {0, 50, 1, 2, 3});
    wire.socket().shutdownOutput();
    assertThat(wire.isClosedWithin(3000)).isTrue();
    awaitConnections(0);
  }

  @Test
  void survivesResets() throws Exception {
    home.start();
    for (int i = 0; i < 50; i++) {
      Wire wire = new Wire(home.address());
      wire.send(question(1), question(2), question(3));
      wire.reset();
    }
    awaitConnections(0);
    assertThat(connect().send(question(9)).receive().getHeader().getID()).isEqualTo(9);
  }

  @Test
  void holdsBackAndAtLastResetsAClientThatSendsAndNeverReads() throws Exception {
    home.tcp(limits(10, 10, 1_000_000, 10, 1)).start();
    Wire wire = new Wire(home.address(), 4096);
    wires.add(wire);
    Message[] many = new Message[500];
    for (int i = 0; i < many.length; i++) {
      many[i] = Wire.question(i, "big.example.", Type.TXT, 1232);
    }
    byte[] frames = Wire.frames(many);
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 100_000; i++) {
                  wire.send(frames);
                }
              } catch (IOException reset) {
                Thread.currentThread().interrupt();
              }
            });
    sender.setDaemon(true);
    sender.start();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> home.metric("limit_reached_total", "limit=tcp-stalled-seconds") == 1);
    awaitConnections(0);
    sender.join(5000);
    assertThat(sender.isAlive()).isFalse();
    // Had it not been held back, some 50,000,000 queries would have been answered.
    assertThat(home.metric("queries_total", "transport=tcp", "type=TXT", "rcode=NOERROR"))
        .isBetween(1.0, 20_000.0);
  }

  @Test
  void takesOnlySoManyConnectionsOfOneAddress() throws Exception {
    home.tcp(limits(10, 2, 100, 10, 10)).start();
    Wire first = connect();
    Wire second = connect();
    awaitConnections(2);
    assertThat(connect().isClosedWithin(3000)).isTrue();
    assertThat(first.send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(second.send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    first.close();
    awaitConnections(1);
    assertThat(connect().send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(home.metric("limit_reached_total", "limit=tcp-clients-per-address-max"))
        .isEqualTo(1);
    assertThat(home.metric("tcp_connections")).isEqualTo(2);
  }

  @Test
  void closesAnIdleConnectionForANewOne() throws Exception {
    home.tcp(limits(2, 10, 100, 10, 10)).start();
    Wire first = connect();
    assertThat(first.send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    Wire second = connect();
    assertThat(second.send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    // An answer arrives before its connection counts as idle.
    TimeUnit.MILLISECONDS.sleep(500);
    Wire third = connect();
    assertThat(third.send(question(3)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(home.server().connectionCount()).isEqualTo(2);
    // Which of the two began to be idle first is a race; their order is judged without sockets.
    assertThat(first.isClosedWithin(1000)).isNotEqualTo(second.isClosedWithin(1000));
    assertThat(home.metric("limit_reached_total", "limit=tcp-clients-max")).isEqualTo(1);
  }

  @Test
  void closesInOrderAfterTheLastQueryThatAConnectionMayBring() throws Exception {
    home.tcp(limits(10, 10, 5, 3, 10)).start();
    Message[] queries = new Message[50];
    for (int i = 0; i < queries.length; i++) {
      queries[i] = question(i);
    }
    Wire wire = connect().send(queries);
    for (int i = 0; i < 5; i++) {
      assertThat(wire.receive().getHeader().getID()).isEqualTo(i);
    }
    assertThat(wire.isClosedWithin(3000)).isTrue();
    wire.close();
    awaitConnections(0);
    assertThat(home.metric("limit_reached_total", "limit=tcp-queries-per-connection-max"))
        .isEqualTo(1);
  }

  @Test
  void answersTheLongestFrameOfGarbageWithFormerr() throws Exception {
    home.start();
    byte[] garbage = new byte[0xffff];
    garbage[1] = 17;
    garbage[5] = 1;
    Wire wire = connect().send(Wire.frame(garbage));
    Message answer = wire.receive();
    assertThat(answer.getHeader().getID()).isEqualTo(17);
    assertThat(answer.getRcode()).isEqualTo(Rcode.FORMERR);
    assertThat(wire.send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void isSilentToEmptyFramesAndToResponsesAndGoesOn() throws Exception {
    home.start();
    Message response = question(1);
    response.getHeader().setFlag(org.xbill.DNS.Flags.QR);
    Wire wire = connect().send(new byte[] {0, 0, 0, 3, 1, 2, 3}).send(response, question(8));
    assertThat(wire.receive().getHeader().getID()).isEqualTo(8);
  }

  @Test
  void endsConnectionsInOrderWhenTheServerEnds() throws Exception {
    home.start();
    Wire wire = connect();
    assertThat(wire.send(question(1)).receive().getRcode()).isEqualTo(Rcode.NOERROR);
    Thread closer = new Thread(home.server()::close);
    closer.start();
    assertThat(wire.isClosedWithin(3000)).isTrue();
    wire.close();
    closer.join(10_000);
    assertThat(closer.isAlive()).isFalse();
  }
}
