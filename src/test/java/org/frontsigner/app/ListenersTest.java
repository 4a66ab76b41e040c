package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.net.InetSocketAddress;
import org.frontsigner.http.KeeperMetrics;
import org.frontsigner.keeper.fixture.FakeDownstream;
import org.frontsigner.server.ServerMetrics;
import org.frontsigner.transfer.TransferMetrics;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private static final DomainName ZONE = DomainName.parse("zone.example.");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final Listeners listeners =
      new Listeners(
          new KeeperMetrics(registry),
          new TransferMetrics(registry),
          new ServerMetrics(registry),
          new FakeDownstream());

  @Test
  void nothingIsShownOfAZoneThatWasDeleted() {
    listeners.primaryFailed(ZONE, new InetSocketAddress("127.0.0.1", 53));
    assertThat(failures()).isOne();
    listeners.deleted(ZONE);
    assertThat(failures()).isNull();
  }

  private Double failures() {
    return registry.getSampleValue(
        "primaries_failed_total", new String[] {"zone"}, new String[] {"zone.example"});
  }
}
