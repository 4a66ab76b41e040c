package org.frontsigner.http;

import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.ZoneKeeper;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SigningWindow;

/** What is shown of zones and signatures, taken when it is asked for. Thread-safe. */
public final class ZoneMetrics extends Collector {
  private static final List<String> ZONE = List.of("zone");
  private static final List<String> ALGORITHM = List.of("algorithm");

  private final Keepers keepers;
  private final Published published;
  private final SignatureCounts counts;
  private final InstantSource clock;

  /** Metrics of these zones; to be registered. */
  public ZoneMetrics(
      Keepers keepers, Published published, SignatureCounts counts, InstantSource clock) {
    this.keepers = keepers;
    this.published = published;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>(new ByZone().collect());
    families.add(
        new GaugeMetricFamily(
            "zone_next_turnover_seconds",
            "Unix time when all zones change to the next signature window.",
            (double) SigningWindow.turnoverAfter(clock.instant()).getEpochSecond()));
    families.add(
        new GaugeMetricFamily(
            "checks_waiting",
            "Zones whose primaries are being asked or wait for it.",
            keepers.checksWaiting()));
    families.add(
        new GaugeMetricFamily(
            "zones_unusable",
            "Zones of which the database has what can't be used, when all were read last.",
            keepers.unusable()));
    families.add(made());
    families.add(reused());
    return families;
  }

  private CounterMetricFamily made() {
    CounterMetricFamily made =
        new CounterMetricFamily("signatures_made_total", "Signatures made.", ALGORITHM);
    for (Algorithm algorithm : Algorithm.values()) {
      made.addMetric(List.of(algorithm.operatorName()), (double) counts.made(algorithm));
    }
    return made;
  }

  private CounterMetricFamily reused() {
    CounterMetricFamily reused =
        new CounterMetricFamily(
            "signatures_reused_total", "Signatures that were there when wanted.", ALGORITHM);
    for (Algorithm algorithm : Algorithm.values()) {
      reused.addMetric(List.of(algorithm.operatorName()), (double) counts.reused(algorithm));
    }
    return reused;
  }

  /** The families with a sample for each zone, filled in one round. */
  private final class ByZone {
    private final GaugeMetricFamily serials =
        new GaugeMetricFamily(
            "zone_serial",
            "Serial of the SOA, by side: as the primary gave it, as it is served.",
            List.of("zone", "side"));

    private final GaugeMetricFamily expirations =
        byZone(
            "zone_rrsig_earliest_expiration_seconds",
            "Unix time when the first of the served signatures expires.");

    private final GaugeMetricFamily expiries =
        byZone(
            "zone_expire_seconds", "Unix time when the data expires unless a primary confirms it.");

    private final GaugeMetricFamily excesses =
        byZone(
            "zone_expire_excess_seconds",
            "Seconds by which the served SOA's expire and the largest TTL exceed the week that"
                + " signatures have left at least; 0 where they do not.");

    private final GaugeMetricFamily checks =
        byZone("zone_next_check_seconds", "Unix time when the primaries are asked next.");

    private final GaugeMetricFamily primariesSigning =
        byZone(
            "zone_primary_signs",
            "Whether the primary sends a zone signed whose signatures are not wanted (1) or not.");

    private final GaugeMetricFamily historyDifferences =
        byZone(
            "zone_history_differences",
            "Served serials from which this process can hand on increments.");

    private final GaugeMetricFamily historyOctets =
        byZone("zone_history_octets", "Octets of the differences that increments are made of.");

    private final GaugeMetricFamily zones =
        new GaugeMetricFamily("zones", "Zones, by what clients get.", List.of("state"));

    private final Map<ZoneView.State, Integer> states = new EnumMap<>(ZoneView.State.class);

    private static GaugeMetricFamily byZone(String name, String help) {
      return new GaugeMetricFamily(name, help, ZONE);
    }

    List<MetricFamilySamples> collect() {
      for (ZoneKeeper keeper : keepers.all()) {
        ZoneView view = ZoneView.of(keeper, keepers, published);
        add(view);
        addHistory(view.name(), published.exact(keeper.name()));
        keepers
            .primarySigns(keeper.name())
            .ifPresent(
                signs -> primariesSigning.addMetric(List.of(view.name()), signs ? 1.0 : 0.0));
      }
      for (ZoneView.State state : ZoneView.State.values()) {
        zones.addMetric(List.of(state.text()), states.getOrDefault(state, 0));
      }
      return List.of(
          serials,
          expirations,
          expiries,
          excesses,
          checks,
          primariesSigning,
          historyDifferences,
          historyOctets,
          zones);
    }

    private void add(ZoneView view) {
      List<String> label = List.of(view.name());
      states.merge(view.state(), 1, Integer::sum);
      addSerial(view, "primary", view.primarySerial());
      addSerial(view, "served", view.servedSerial());
      addTime(expirations, label, view.earliestExpiration());
      addTime(expiries, label, view.expiry());
      view.expireExcessSeconds().ifPresent(seconds -> excesses.addMetric(label, (double) seconds));
      addTime(checks, label, view.nextCheck());
    }

    private void addHistory(String zone, Served served) {
      if (served instanceof Served.Ready ready) {
        historyDifferences.addMetric(List.of(zone), ready.history().size());
        historyOctets.addMetric(List.of(zone), (double) ready.history().octets());
      }
    }

    private void addSerial(ZoneView view, String side, OptionalLong serial) {
      serial.ifPresent(value -> serials.addMetric(List.of(view.name(), side), (double) value));
    }

    private static void addTime(
        GaugeMetricFamily family, List<String> label, Optional<Instant> when) {
      when.ifPresent(time -> family.addMetric(label, (double) time.getEpochSecond()));
    }
  }
}
