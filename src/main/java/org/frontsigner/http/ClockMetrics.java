package org.frontsigner.http;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.util.List;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.TrustedClock;

/** How far the time of day is from other clocks, taken when it is asked for. Thread-safe. */
public final class ClockMetrics extends Collector {
  private static final double MILLIS = 1000;

  private final TrustedClock clock;

  /** Metrics of a clock; to be registered. */
  public ClockMetrics(TrustedClock clock) {
    this.clock = clock;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily deviations =
        new GaugeMetricFamily(
            "clock_deviation_seconds",
            "Seconds that our clock is ahead, by source: of the monotonic one, of a TSIG peer's.",
            List.of("source"));
    add(deviations, "monotonic", clock.deviation());
    clock
        .peerDeviations()
        .forEach((peer, ahead) -> add(deviations, Endpoint.printWithPort(peer), ahead));
    return List.of(
        deviations,
        new GaugeMetricFamily(
            "clock_held",
            "Whether all goes by the monotonic clock, since the time of day has jumped (1).",
            clock.isHeld() ? 1 : 0));
  }

  private static void add(GaugeMetricFamily family, String source, Duration deviation) {
    family.addMetric(List.of(source), deviation.toMillis() / MILLIS);
  }
}
