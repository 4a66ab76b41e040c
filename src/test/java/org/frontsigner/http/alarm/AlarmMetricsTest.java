package org.frontsigner.http.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.time.InstantSource;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.junit.jupiter.api.Test;

class AlarmMetricsTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Alarms alarms = new Alarms(InstantSource.fixed(Instant.EPOCH), 1);

  private Double up(String kind, String severity) {
    return registry.getSampleValue(
        "alarms", new String[] {"kind", "severity"}, new String[] {kind, severity});
  }

  @Test
  void every_kind_has_a_number_from_the_beginning() {
    new AlarmMetrics(alarms, registry);
    for (AlarmKind kind : AlarmKind.values()) {
      assertThat(up(kind.text(), kind.severity().text())).isZero();
    }
    for (int i = 0; i < 3; i++) {
      alarms.raise(AlarmId.of(AlarmKind.TOKEN_DOWN, "token " + i), "down");
    }
    assertThat(up("token-down", "critical")).isEqualTo(1);
    assertThat(registry.getSampleValue("alarms_omitted_total")).isEqualTo(2);
    alarms.clear(AlarmId.of(AlarmKind.TOKEN_DOWN, "token 0"));
    assertThat(up("token-down", "critical")).isZero();
  }
}
