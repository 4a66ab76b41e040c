package org.frontsigner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.net.InetSocketAddress;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

class KeeperMetricsTest {
  private static final DomainName ZONE = DomainName.parse("Zone.Example.");
  private static final InetSocketAddress PRIMARY = new InetSocketAddress("127.0.0.1", 53);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final KeeperMetrics metrics = new KeeperMetrics(registry);

  private Double value(String metric, String label, String value) {
    return registry.getSampleValue(metric, new String[] {label}, new String[] {value});
  }

  @Test
  void publications_are_counted_by_cause_and_begin_at_zero() {
    metrics.published(ZONE, LedgerEntry.Cause.TURNOVER);
    metrics.published(ZONE, LedgerEntry.Cause.TURNOVER);
    assertThat(value("publications_total", "cause", "turnover")).isEqualTo(2);
    assertThat(value("publications_total", "cause", "content")).isZero();
    assertThat(value("publications_total", "cause", "settings")).isZero();
  }

  @Test
  void dangerous_changes_of_keys_are_counted_by_what_became_of_them() {
    metrics.keyChange(ZONE, KeeperListener.KeyChange.REFUSED);
    metrics.parentUnknown(ZONE);
    assertThat(value("key_changes_dangerous_total", "outcome", "refused")).isOne();
    assertThat(value("key_changes_dangerous_total", "outcome", "forced")).isZero();
    assertThat(registry.getSampleValue("parents_unknown_total")).isOne();
  }

  @Test
  void failures_are_counted_by_zone_until_it_is_deleted() {
    metrics.primaryFailed(ZONE, PRIMARY);
    assertThat(value("primaries_failed_total", "zone", "zone.example")).isOne();
    metrics.deleted(ZONE);
    assertThat(value("primaries_failed_total", "zone", "zone.example")).isNull();
  }
}
