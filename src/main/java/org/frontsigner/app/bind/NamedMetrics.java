package org.frontsigner.app.bind;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.util.Locale;

/** What is counted of the files of named.conf. Thread-safe. */
public final class NamedMetrics {
  private final Counter loads;
  private final Gauge refused;

  /** What became of a file that was read. */
  enum Outcome {
    TAKEN,
    SAME,
    REFUSED
  }

  /** Metrics that are shown by {@code registry}; one such object for each registry. */
  public NamedMetrics(CollectorRegistry registry) {
    loads =
        Counter.build("bind_loads_total", "Master files that were read, by what became of them.")
            .labelNames("outcome")
            .register(registry);
    for (Outcome outcome : Outcome.values()) {
      loads.labels(label(outcome));
    }
    refused =
        Gauge.build("bind_zones_refused", "Zones whose master file can't be taken as it is now.")
            .register(registry);
  }

  private static String label(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  void count(Outcome outcome) {
    loads.labels(label(outcome)).inc();
  }

  void setRefused(long zones) {
    refused.set((double) zones);
  }
}
