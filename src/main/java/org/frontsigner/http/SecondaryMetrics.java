package org.frontsigner.http;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.SecondaryLook;
import org.frontsigner.keeper.SecondaryWatch;

/** What is shown of secondaries, taken when it is asked for. Thread-safe. */
public final class SecondaryMetrics extends Collector {
  private static final List<String> SECONDARY = List.of("zone", "secondary");

  private final SecondaryWatch watch;

  /** Metrics of the secondaries that are looked after; to be registered. */
  public SecondaryMetrics(SecondaryWatch watch) {
    this.watch = watch;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily lagging =
        new GaugeMetricFamily(
            "secondary_lagging",
            "Secondaries that do not serve what they were told of; only these are shown.",
            SECONDARY);
    GaugeMetricFamily since =
        new GaugeMetricFamily(
            "secondary_lagging_since_seconds",
            "Unix time when a lagging secondary was first expected to serve what it does not.",
            SECONDARY);
    for (SecondaryLook look : watch.lagging()) {
      List<String> labels =
          List.of(
              look.zone().lowerCase().toText(), Endpoint.printWithPort(look.target().address()));
      lagging.addMetric(labels, 1);
      since.addMetric(labels, (double) look.since().orElse(Instant.EPOCH).getEpochSecond());
    }
    return List.of(
        states(),
        lagging,
        since,
        new GaugeMetricFamily(
            "secondary_notifies_waiting",
            "Zones whose NOTIFYs wait for their moment, as after a turnover.",
            watch.notifiesWaiting()),
        new GaugeMetricFamily(
            "secondary_questions_waiting",
            "Secondaries, summed over the zones, that are to be asked by now.",
            watch.questionsWaiting()),
        new GaugeMetricFamily(
            "secondaries_silent",
            "Addresses that answer no question of any zone and are asked seldom.",
            watch.silentPeers()));
  }

  private GaugeMetricFamily states() {
    GaugeMetricFamily states =
        new GaugeMetricFamily(
            "secondaries", "Secondaries, summed over the zones, by state.", List.of("state"));
    Map<SecondaryLook.State, Integer> counts = watch.states();
    for (SecondaryLook.State state : SecondaryLook.State.values()) {
      states.addMetric(
          List.of(state.name().toLowerCase(Locale.ROOT)), counts.getOrDefault(state, 0));
    }
    return states;
  }
}
