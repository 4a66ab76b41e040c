package org.frontsigner.http.alarm;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;

/** What is shown of alarms, and counted of posting them. Thread-safe. */
public final class AlarmMetrics {
  private static final String SENT = "sent";
  private static final String FAILED = "failed";

  private final Counter posts;
  private final Counter dropped;
  private final Gauge waiting;

  /** Metrics that are shown by {@code registry}; one such object for each registry. */
  public AlarmMetrics(Alarms alarms, CollectorRegistry registry) {
    new Board(alarms).register(registry);
    posts =
        Counter.build("alarm_posts_total", "Posts to the webhook, by what became of them.")
            .labelNames("result")
            .register(registry);
    posts.labels(SENT);
    posts.labels(FAILED);
    dropped =
        Counter.build(
                "alarm_notices_dropped_total",
                "Notices of alarms that are over which were given up as too old or too many.")
            .register(registry);
    waiting =
        Gauge.build("alarm_notices_waiting", "Notices that the webhook has not taken yet.")
            .register(registry);
  }

  void sent() {
    posts.labels(SENT).inc();
  }

  void failed() {
    posts.labels(FAILED).inc();
  }

  void dropped(long count) {
    dropped.inc((double) count);
  }

  void waiting(int count) {
    waiting.set(count);
  }

  /** What is up when it is asked for. */
  private static final class Board extends Collector {
    private final Alarms alarms;

    Board(Alarms alarms) {
      this.alarms = alarms;
    }

    @Override
    public List<MetricFamilySamples> collect() {
      GaugeMetricFamily up =
          new GaugeMetricFamily(
              "alarms", "Alarms that are up, by kind and severity.", List.of("kind", "severity"));
      for (AlarmKind kind : AlarmKind.values()) {
        up.addMetric(List.of(kind.text(), kind.severity().text()), alarms.count(kind));
      }
      return List.of(
          up,
          new CounterMetricFamily(
              "alarms_omitted_total",
              "Times when an alarm was not raised since too many of its kind were up.",
              (double) alarms.omitted()));
    }
  }
}
