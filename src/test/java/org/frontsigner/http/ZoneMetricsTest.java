package org.frontsigner.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import org.frontsigner.keeper.ZoneType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZoneMetricsTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ShownZones zones =
      new ShownZones()
          .signed("Signed.Example.", 7, 4_000_000_000L)
          .unsigned("plain.example.", ZoneType.SLAVE, 8)
          .unsigned("native.example.", ZoneType.NATIVE, 9)
          .expired("expired.example.", 10)
          .notReady("new.example");

  @BeforeEach
  void start() {
    zones.start();
    zones.metrics().register(registry);
  }

  private Double zone(String metric, String zone) {
    return registry.getSampleValue(metric, new String[] {"zone"}, new String[] {zone});
  }

  private Double serial(String zone, String side) {
    return registry.getSampleValue(
        "zone_serial", new String[] {"zone", "side"}, new String[] {zone, side});
  }

  private Double labelled(String metric, String label, String value) {
    return registry.getSampleValue(metric, new String[] {label}, new String[] {value});
  }

  private static double unix(Instant when) {
    return when.getEpochSecond();
  }

  @Test
  void serials_are_shown_by_side() {
    assertThat(serial("signed.example", "primary")).isEqualTo(7);
    assertThat(serial("signed.example", "served")).isEqualTo(4_000_000_000.0);
    assertThat(serial("expired.example", "primary")).isEqualTo(10);
    assertThat(serial("expired.example", "served")).isNull();
    assertThat(serial("new.example", "primary")).isNull();
  }

  @Test
  void the_earliest_expiration_is_shown_of_signed_zones_only() {
    assertThat(zone("zone_rrsig_earliest_expiration_seconds", "signed.example"))
        .isEqualTo(unix(Instant.parse("2026-12-03T00:00:00Z")));
    assertThat(zone("zone_rrsig_earliest_expiration_seconds", "plain.example")).isNull();
  }

  @Test
  void the_expiry_of_data_is_shown_of_zones_that_are_pulled() {
    assertThat(zone("zone_expire_seconds", "signed.example"))
        .isEqualTo(unix(ShownZones.CONFIRMED.plusSeconds(ShownZones.EXPIRE_SECONDS)));
    assertThat(zone("zone_expire_seconds", "expired.example")).isEqualTo(unix(ShownZones.NOW) - 1);
    assertThat(zone("zone_expire_seconds", "native.example")).isNull();
    assertThat(zone("zone_expire_seconds", "new.example")).isNull();
  }

  @Test
  void the_next_check_is_shown_of_zones_that_are_pulled() {
    assertThat(zone("zone_next_check_seconds", "plain.example"))
        .isEqualTo(unix(ShownZones.CONFIRMED.plusSeconds(ShownZones.REFRESH_SECONDS)));
    assertThat(zone("zone_next_check_seconds", "new.example"))
        .isGreaterThanOrEqualTo(unix(ShownZones.NOW));
    assertThat(zone("zone_next_check_seconds", "native.example")).isNull();
  }

  @Test
  void zones_are_counted_by_what_clients_get() {
    assertThat(labelled("zones", "state", "ready")).isEqualTo(3);
    assertThat(labelled("zones", "state", "expired")).isOne();
    assertThat(labelled("zones", "state", "not-ready")).isOne();
  }

  @Test
  void the_turnover_is_next_thursday() {
    assertThat(registry.getSampleValue("zone_next_turnover_seconds"))
        .isEqualTo(unix(Instant.parse("2026-11-26T00:00:00Z")));
    assertThat(registry.getSampleValue("checks_waiting")).isZero();
  }

  @Test
  void signatures_are_counted_by_algorithm() {
    assertThat(labelled("signatures_made_total", "algorithm", "ed25519")).isPositive();
    assertThat(labelled("signatures_made_total", "algorithm", "ed448")).isZero();
    double before = labelled("signatures_reused_total", "algorithm", "ed25519");
    var zone =
        zones.keepers.all().stream()
            .flatMap(keeper -> keeper.signed().stream())
            .filter(signed -> signed.isSigned())
            .findFirst()
            .orElseThrow();
    zone.nsec(zone.apexNode());
    assertThat(labelled("signatures_reused_total", "algorithm", "ed25519")).isEqualTo(before + 1);
  }
}
