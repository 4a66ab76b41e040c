package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
  private final ServerMetrics metrics = new ServerMetrics(new CollectorRegistry());
  private final List<String> closed = new ArrayList<>();

  private Connections connections(int max, int perAddressMax) {
    ServerSettings.TcpLimits limits = new ServerSettings.TcpLimits(max, perAddressMax, 1, 1, 1);
    return new Connections(limits, metrics, new Incidents(metrics));
  }

  private final class Fake implements Connections.Connection {
    private final String name;
    private final InetAddress client;

    Fake(String name, int lastOctet) throws UnknownHostException {
      this.name = name;
      this.client = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastOctet});
    }

    @Override
    public InetAddress client() {
      return client;
    }

    @Override
    public void close() {
      closed.add(name);
    }

    @Override
    public void endInOrder() {
      closed.add(name + " in order");
    }
  }

  @Test
  void theOneIdleLongestGoesForANewOne() throws Exception {
    Connections connections = connections(3, 10);
    Fake a = new Fake("a", 1);
    Fake b = new Fake("b", 1);
    Fake c = new Fake("c", 1);
    for (Fake each : List.of(a, b, c)) {
      assertThat(connections.admit(each)).isTrue();
    }
    connections.atWork(a);
    connections.idle(a);
    // Said again, it is not idle anew.
    connections.idle(b);
    assertThat(connections.admit(new Fake("d", 1))).isTrue();
    assertThat(connections.admit(new Fake("e", 1))).isTrue();
    assertThat(closed).containsExactly("b", "c");
    assertThat(connections.size()).isEqualTo(3);
  }

  @Test
  void whoIsAtWorkStaysAndTheNewOneIsNotTaken() throws Exception {
    Connections connections = connections(1, 10);
    Fake a = new Fake("a", 1);
    assertThat(connections.admit(a)).isTrue();
    connections.atWork(a);
    assertThat(connections.admit(new Fake("b", 1))).isFalse();
    assertThat(closed).isEmpty();
    connections.remove(a);
    assertThat(connections.admit(new Fake("c", 1))).isTrue();
  }

  @Test
  void addressesAreCountedApartAndForgottenWithTheirLastConnection() throws Exception {
    Connections connections = connections(10, 1);
    Fake a = new Fake("a", 1);
    assertThat(connections.admit(a)).isTrue();
    assertThat(connections.admit(new Fake("b", 1))).isFalse();
    assertThat(connections.admit(new Fake("c", 2))).isTrue();
    connections.remove(a);
    connections.remove(a);
    assertThat(connections.admit(new Fake("d", 1))).isTrue();
    assertThat(connections.admit(new Fake("e", 1))).isFalse();
    assertThat(connections.size()).isEqualTo(2);
  }

  @Test
  void whatIsGoneIsNeverIdleAgain() throws Exception {
    Connections connections = connections(1, 10);
    Fake a = new Fake("a", 1);
    assertThat(connections.admit(a)).isTrue();
    connections.remove(a);
    connections.idle(a);
    Fake b = new Fake("b", 1);
    assertThat(connections.admit(b)).isTrue();
    connections.atWork(b);
    assertThat(connections.admit(new Fake("c", 1))).isFalse();
    assertThat(closed).isEmpty();
  }
}
