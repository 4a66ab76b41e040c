package org.frontsigner.transfer;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.List;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.IntakeRule;

/** What is counted of transfers in and of NOTIFYs out. Thread-safe. */
public final class TransferMetrics {
  private static final List<String> RESULTS =
      List.of("whole", "incremental", "up-to-date", "not-incremental", "failed");

  private final Counter transfers;
  private final Counter octets;
  private final Histogram seconds;
  private final Counter dropped;
  private final Counter sent;
  private final Counter acknowledged;
  private final Counter refused;
  private final Counter unanswered;

  /** Metrics that are shown by {@code registry}; one such object for each registry. */
  public TransferMetrics(CollectorRegistry registry) {
    transfers =
        Counter.build("transfers_in_total", "Answers to AXFR and IXFR, by what they brought.")
            .labelNames("zone", "result")
            .register(registry);
    octets = byZone(registry, "transfer_in_octets_total", "Octets of answers to AXFR and IXFR.");
    seconds =
        Histogram.build("transfer_in_seconds", "Time from connecting to the end of the answer.")
            .buckets(0.01, 0.1, 1, 10, 60, 600, 3600)
            .register(registry);
    dropped =
        Counter.build("records_dropped_total", "Records of primaries that were left out.")
            .labelNames("zone", "rule")
            .register(registry);
    sent = byZone(registry, "notifies_sent_total", "NOTIFYs sent, repetitions included.");
    acknowledged =
        byZone(registry, "notifies_acknowledged_total", "Secondaries that took a NOTIFY.");
    refused = byZone(registry, "notifies_refused_total", "Secondaries that refused a NOTIFY.");
    unanswered =
        byZone(registry, "notifies_unanswered_total", "Secondaries that never answered a NOTIFY.");
  }

  private static Counter byZone(CollectorRegistry registry, String name, String help) {
    return Counter.build(name, help).labelNames("zone").register(registry);
  }

  /** Records of a primary's zone were dropped on the way in. */
  public void dropped(DomainName zone, IntakeReport report) {
    for (IntakeReport.Entry entry : report.entries()) {
      dropped.labels(label(zone), entry.rule().label()).inc((double) entry.count());
    }
  }

  /** Nothing is shown of a zone any more, as when it was deleted. */
  public void forget(DomainName zone) {
    String label = label(zone);
    List.of(octets, sent, acknowledged, refused, unanswered).forEach(each -> each.remove(label));
    RESULTS.forEach(result -> transfers.remove(label, result));
    for (IntakeRule rule : IntakeRule.values()) {
      dropped.remove(label, rule.label());
    }
  }

  void fetched(DomainName zone, Fetched fetched, long octetCount, double secondCount) {
    transfers.labels(label(zone), result(fetched)).inc();
    octets.labels(label(zone)).inc((double) octetCount);
    seconds.observe(secondCount);
  }

  private static String result(Fetched fetched) {
    if (fetched instanceof Fetched.Whole) {
      return RESULTS.get(0);
    }
    if (fetched instanceof Fetched.Incremental) {
      return RESULTS.get(1);
    }
    if (fetched instanceof Fetched.UpToDate) {
      return RESULTS.get(2);
    }
    return RESULTS.get(fetched instanceof Fetched.NotIncremental ? 3 : 4);
  }

  void sent(DomainName zone) {
    sent.labels(label(zone)).inc();
  }

  void acknowledged(DomainName zone) {
    acknowledged.labels(label(zone)).inc();
  }

  void refused(DomainName zone) {
    refused.labels(label(zone)).inc();
  }

  void unanswered(DomainName zone) {
    unanswered.labels(label(zone)).inc();
  }

  private static String label(DomainName zone) {
    return zone.lowerCase().toText();
  }
}
