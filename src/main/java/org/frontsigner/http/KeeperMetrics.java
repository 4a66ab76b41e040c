package org.frontsigner.http;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakeReport;

/** What is counted of the work of keepers; dropped records are counted elsewhere. Thread-safe. */
public final class KeeperMetrics implements KeeperListener {
  private final Counter publications;
  private final Counter failures;
  private final Counter keyChanges;
  private final Counter parentsUnknown;

  /** Metrics that are shown by {@code registry}; one such object for each registry. */
  public KeeperMetrics(CollectorRegistry registry) {
    publications =
        Counter.build("publications_total", "New served values of zones, by what made them.")
            .labelNames("cause")
            .register(registry);
    for (LedgerEntry.Cause cause : LedgerEntry.Cause.values()) {
      publications.labels(label(cause));
    }
    failures =
        Counter.build("primaries_failed_total", "Times when a primary could not be used.")
            .labelNames("zone")
            .register(registry);
    keyChanges =
        Counter.build(
                "key_changes_dangerous_total",
                "Changes of keys that would break a chain of trust, by what became of them.")
            .labelNames("outcome")
            .register(registry);
    for (KeyChange outcome : KeyChange.values()) {
      keyChanges.labels(label(outcome));
    }
    parentsUnknown =
        Counter.build("parents_unknown_total", "Times when no resolver told which DS a parent has.")
            .register(registry);
  }

  @Override
  public void dropped(DomainName zone, InetSocketAddress primary, IntakeReport report) {}

  @Override
  public void published(DomainName zone, LedgerEntry.Cause cause) {
    publications.labels(label(cause)).inc();
  }

  @Override
  public void primaryFailed(DomainName zone, InetSocketAddress primary) {
    failures.labels(label(zone)).inc();
  }

  @Override
  public void keyChange(DomainName zone, KeyChange outcome) {
    keyChanges.labels(label(outcome)).inc();
  }

  @Override
  public void parentUnknown(DomainName zone) {
    parentsUnknown.inc();
  }

  @Override
  public void deleted(DomainName zone) {
    failures.remove(label(zone));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String label(DomainName zone) {
    return zone.lowerCase().toText();
  }
}
