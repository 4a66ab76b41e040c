package org.frontsigner.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.ZoneType;
import org.junit.jupiter.api.Test;

class StatusPageTest {
  private static String html(ShownZones zones) throws IOException {
    StringBuilder out = new StringBuilder();
    zones.start().page().write(out);
    return out.toString();
  }

  /** The texts of the cells of a zone's row. */
  private static String row(String html, String zone) {
    return html.lines()
        .filter(line -> line.contains("<td>" + zone + "</td>"))
        .findFirst()
        .orElseThrow()
        .replaceAll("</td><td[^>]*>", "|")
        .replaceAll("<[^>]*>", "");
  }

  @Test
  void each_zone_has_a_row() throws IOException {
    String html =
        html(
            new ShownZones()
                .signed("signed.example.", 7, 12)
                .unsigned("native.example.", ZoneType.NATIVE, 9)
                .expired("expired.example.", 10)
                .notReady("new.example."));
    assertThat(row(html, "signed.example"))
        .isEqualTo(
            "signed.example|slave|ready|NSEC, ed25519|7|12|2026-12-03 00:00:00"
                + "|2026-11-24 05:00:00|2026-12-08 03:00:00");
    assertThat(row(html, "native.example")).isEqualTo("native.example|native|ready|no|9|9|||");
    assertThat(row(html, "expired.example"))
        .startsWith("expired.example|slave|expired|no|10|||2026-11-24 04:00:0")
        .endsWith("|2026-11-24 03:59:59");
    assertThat(row(html, "new.example")).startsWith("new.example|slave|not-ready|no||||2026-11");
    assertThat(html)
        .contains("2026-11-24 04:00:00 UTC. Zones: 4, checks waiting: 0")
        .contains("next turnover of signatures: 2026-11-26 00:00:00 UTC");
  }

  @Test
  void names_of_zones_are_no_html() throws IOException {
    String html = html(new ShownZones().notReady("<script>'&\\\".example."));
    assertThat(html).doesNotContain("<script").contains("<td>&lt;script&gt;&#39;&amp;\\&quot;.");
  }

  @Test
  void alarms_stand_above_the_zones_and_their_texts_are_no_html() throws IOException {
    ShownZones zones = new ShownZones().notReady("new.example.");
    assertThat(html(zones)).doesNotContain("Alarms");
    for (int i = 0; i < StatusPage.ALARMS_MAX + 1; i++) {
      zones.alarms.raise(AlarmId.of(AlarmKind.TOKEN_DOWN, "token " + i), "<script>");
    }
    zones.alarms.raise(AlarmId.of(AlarmKind.CLOCK_JUMPED, "clock"), "last");
    StringBuilder out = new StringBuilder();
    zones.page().write(out);
    assertThat(out)
        .contains(
            "Alarms: 102", "<li class=\"critical\">token-down  token 0 since 2026-11-24 04:00:00")
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "clock-jumped");
  }

  @Test
  void nothing_is_loaded_from_elsewhere() throws IOException {
    assertThat(html(new ShownZones().notReady("new.example.")))
        .doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
  }

  @Test
  void a_long_list_is_cut_after_the_first_names() throws IOException {
    ShownZones zones = new ShownZones();
    for (int i = StatusPage.ROWS_MAX + 4; i >= 0; i--) {
      zones.notReady("z%04d.example.".formatted(i));
    }
    String html = html(zones);
    assertThat(html.split("<tr class", -1)).hasSize(StatusPage.ROWS_MAX + 1);
    assertThat(html)
        .contains("z0000.example", "z0999.example", "And 5 more")
        .doesNotContain("z1000.example");
    assertThat(html.indexOf("z0001.")).isBetween(html.indexOf("z0000."), html.indexOf("z0002."));
  }
}
