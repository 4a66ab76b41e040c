package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.security.SecureRandom;
import java.util.List;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.Done;
import org.frontsigner.api.KeyView;
import org.frontsigner.api.Keying;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.api.ZonesReport.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done to all zones, and the keys that zones get first. */
class AllZonesTest {
  private static final String DATA =
      "@ 60 SOA ns root 5 7200 3600 400000 300\n@ 60 NS ns\nns 60 A 192.0.2.53\n";

  private final World world = new World();
  private final Admin admin =
      Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());

  @BeforeEach
  void make_zones() {
    for (String zone : List.of("a.example", "b.example", "c.example")) {
      admin.loadZone(zone, "the test", DATA);
    }
    admin.createZone("empty.example");
  }

  private static State state(ZonesReport report, String zone) {
    return report.zones().stream()
        .filter(outcome -> outcome.zone().equals(zone))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void one_zone_that_fails_does_not_keep_the_others_from_their_keys() {
    int[] commits = {0};
    world.store.setBeforeCommit(
        () -> {
          if (++commits[0] == 2) {
            throw new StoreFailed("the disk is full", null);
          }
        });
    ZonesReport report = admin.secureAllZones(false);
    assertThat(report.count(State.DONE)).isEqualTo(3);
    assertThat(state(report, "b.example.")).isEqualTo(State.FAILED);
    assertThat(report.zones().get(1).message()).contains("the disk is full");
    assertThat(admin.listKeys("b.example")).isEmpty();
    assertThat(admin.listKeys("c.example")).hasSize(1);
    ZonesReport again = admin.secureAllZones(false);
    assertThat(again.count(State.LEFT)).isEqualTo(3);
    assertThat(state(again, "b.example.")).isEqualTo(State.DONE);
  }

  @Test
  void zones_with_keys_are_left_though_none_is_active() {
    admin.secureZone("a.example", Keying.DEFAULTS);
    admin.disableDnssec("a.example", false);
    ZonesReport report = admin.secureAllZones(true);
    assertThat(state(report, "a.example.")).isEqualTo(State.LEFT);
    assertThat(admin.showZone("a.example").serials().primary()).hasValue(5);
  }

  @Test
  void increase_serial_gives_the_data_of_native_zones_that_are_secured_the_next_one() {
    admin.secureAllZones(true);
    assertThat(admin.showZone("b.example").serials().primary()).hasValue(6);
    assertThat(admin.showZone("b.example").serials().served().orElseThrow()).isGreaterThan(6);
    assertThat(admin.listZone("b.example").records())
        .hasSize(3)
        .anyMatch(each -> each.contains(" 6 7200 "));
  }

  @Test
  void rectifying_all_leaves_zones_without_data() {
    ZonesReport report = admin.rectifyAllZones();
    assertThat(report.count(State.DONE)).isEqualTo(3);
    assertThat(state(report, "empty.example.")).isEqualTo(State.LEFT);
  }

  @Test
  void exit_on_error_looks_at_no_zone_behind_the_first_with_an_error() {
    admin.createZone("bad.example");
    assertThat(admin.checkAllZones(false)).hasSize(5);
    List<CheckReport> reports = admin.checkAllZones(true);
    assertThat(reports.get(reports.size() - 1).zone()).isEqualTo("bad.example.");
    assertThat(reports).hasSize(3);
  }

  @Test
  void the_classic_keys_are_a_ksk_and_an_active_zsk_of_rsasha256() {
    admin.secureZone("a.example", Keying.CLASSIC);
    assertThat(admin.listKeys("a.example"))
        .extracting(KeyView::role, KeyView::mnemonic, KeyView::bits, KeyView::active)
        .containsExactlyInAnyOrder(
            tuple("KSK", "RSASHA256", 2048, true), tuple("ZSK", "RSASHA256", 2048, true));
    Done weak = admin.secureZone("b.example", Keying.CLASSIC_1024);
    assertThat(weak.warnings()).singleElement().asString().contains("1024 bits is weak");
    assertThat(admin.listKeys("b.example")).extracting(KeyView::bits).contains(1024, 2048);
  }

  @Test
  void check_zone_says_that_it_cannot_know_what_the_parent_has() {
    admin.secureZone("a.example", Keying.DEFAULTS);
    CheckReport report = admin.checkZone("a.example");
    assertThat(report.count(CheckReport.Finding.Severity.INFO)).isEqualTo(1);
    assertThat(report.count(CheckReport.Finding.Severity.ERROR)).isZero();
    String tag = Integer.toString(admin.listKeys("a.example").get(0).keyTag());
    assertThat(report.findings())
        .anyMatch(finding -> finding.type().equals("DS") && finding.message().contains(tag));
  }
}
