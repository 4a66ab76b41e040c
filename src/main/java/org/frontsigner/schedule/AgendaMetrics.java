package org.frontsigner.schedule;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/** What is counted of the agenda. Thread-safe. */
final class AgendaMetrics {
  private final Counter jumps;
  private final Counter stalls;

  AgendaMetrics(CollectorRegistry registry, DueQueue checks, DueQueue expiries) {
    jumps =
        Counter.build("agenda_clock_jumps_total", "Jumps of the time of day by over 2 seconds.")
            .register(registry);
    stalls =
        Counter.build("agenda_stalls_total", "Times when Quartz stalled and was stood in for.")
            .register(registry);
    Gauge planned =
        Gauge.build("agenda_planned", "Zones for which something is planned, by what it is.")
            .labelNames("kind")
            .register(registry);
    planned.setChild(sizeOf(checks), "check");
    planned.setChild(sizeOf(expiries), "expiry");
  }

  private static Gauge.Child sizeOf(DueQueue queue) {
    return new Gauge.Child() {
      @Override
      public double get() {
        return queue.size();
      }
    };
  }

  void countJump() {
    jumps.inc();
  }

  void countStall() {
    stalls.inc();
  }
}
