package org.frontsigner.http;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.ZoneKeeper;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;

/** The page that shows at a glance how zones are. Thread-safe. */
public final class StatusPage {
  /** Rows at most: a page of a hundred thousand is read by nobody. */
  static final int ROWS_MAX = 1000;

  /** Alarms at most: the gravest come first. */
  static final int ALARMS_MAX = 100;

  private static final String STYLE =
      "body{font:1rem/1.4 sans-serif;margin:2rem;color:#222;background:#fff}"
          + "table{border-collapse:collapse}"
          + "th,td{text-align:left;padding:.2rem .8rem;border-bottom:1px solid #ccc}"
          + "td.number{text-align:right}"
          + "tr.expired,tr.not-ready,li.critical{background:#fdd}";

  private static final List<String> COLUMNS =
      List.of(
          "Zone",
          "Kind",
          "State",
          "Signed",
          "Serial of primary",
          "Serial served",
          "Signatures until",
          "Next check",
          "Expires");

  private final Keepers keepers;
  private final Published published;
  private final Alarms alarms;
  private final InstantSource clock;

  /** A page of these zones and alarms. */
  public StatusPage(Keepers keepers, Published published, Alarms alarms, InstantSource clock) {
    this.keepers = keepers;
    this.published = published;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Writes the page as it is now; all times are in UTC. */
  void write(Appendable out) throws IOException {
    Instant now = clock.instant();
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<title>frontsigner</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>frontsigner</h1>\n<p>");
    out.append(summary(now)).append("</p>\n");
    writeAlarms(out, alarms.active());
    out.append("<table>\n<tr>");
    for (String column : COLUMNS) {
      out.append("<th>").append(column).append("</th>");
    }
    out.append("</tr>\n");
    for (Named row : firstByName()) {
      writeRow(out, ZoneView.of(row.keeper(), keepers, published));
    }
    out.append("</table>\n").append(rest()).append("</body></html>\n");
  }

  private static void writeAlarms(Appendable out, List<Alarm> up) throws IOException {
    if (up.isEmpty()) {
      return;
    }
    out.append("<h2>Alarms: %d</h2>\n<ul>\n".formatted(up.size()));
    for (Alarm alarm : up.subList(0, Math.min(up.size(), ALARMS_MAX))) {
      AlarmId id = alarm.id();
      out.append("<li class=\"").append(id.kind().severity().text()).append("\">");
      out.append(escape(id.kind().text() + " " + id.zoneText() + " " + id.subject()));
      out.append(" since ").append(time(alarm.since())).append(": ");
      out.append(escape(alarm.text())).append("</li>\n");
    }
    out.append("</ul>\n");
  }

  private String summary(Instant now) {
    return "%s UTC. Zones: %d, checks waiting: %d, next turnover of signatures: %s UTC."
        .formatted(
            time(now),
            keepers.size(),
            keepers.checksWaiting(),
            time(SigningWindow.turnoverAfter(now)));
  }

  private String rest() {
    int more = keepers.size() - ROWS_MAX;
    return more <= 0
        ? ""
        : "<p>And %d more: see the verb list-all-zones, or /metrics.</p>\n".formatted(more);
  }

  private record Named(String name, ZoneKeeper keeper) {}

  /** The first rows in order of name, without sorting all zones. */
  private List<Named> firstByName() {
    Comparator<Named> byName = Comparator.comparing(Named::name);
    PriorityQueue<Named> first = new PriorityQueue<>(byName.reversed());
    for (ZoneKeeper keeper : keepers.all()) {
      first.add(new Named(keeper.name().toText(), keeper));
      if (first.size() > ROWS_MAX) {
        first.poll();
      }
    }
    List<Named> rows = new ArrayList<>(first);
    rows.sort(byName);
    return rows;
  }

  private static void writeRow(Appendable out, ZoneView view) throws IOException {
    out.append("<tr class=\"").append(view.state().text()).append("\">");
    cell(out, view.name());
    cell(out, view.type().name().toLowerCase(Locale.ROOT));
    cell(out, view.state().text());
    cell(out, signed(view));
    number(out, view.primarySerial());
    number(out, view.servedSerial());
    cell(out, time(view.earliestExpiration()));
    cell(out, time(view.nextCheck()));
    cell(out, time(view.expiry()));
    out.append("</tr>\n");
  }

  private static String signed(ZoneView view) {
    if (!view.isSigned()) {
      return "no";
    }
    SignedZone zone = view.served().orElseThrow();
    if (zone.isPresigned()) {
      return denial(zone.denial()) + ", presigned";
    }
    SigningPlan plan = zone.plan();
    String algorithms =
        plan.keys().active().stream()
            .map(key -> key.algorithm().operatorName())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return denial(plan.denial()) + ", " + algorithms;
  }

  private static String denial(Denial denial) {
    if (denial instanceof Denial.Narrow) {
      return "NSEC3 narrow";
    }
    return denial instanceof Denial.Nsec3 ? "NSEC3" : "NSEC";
  }

  private static void cell(Appendable out, String text) throws IOException {
    out.append("<td>").append(escape(text)).append("</td>");
  }

  private static void number(Appendable out, OptionalLong value) throws IOException {
    out.append("<td class=\"number\">")
        .append(value.isPresent() ? Long.toString(value.getAsLong()) : "")
        .append("</td>");
  }

  private static String time(Optional<Instant> when) {
    return when.map(StatusPage::time).orElse("");
  }

  private static String time(Instant when) {
    String text = when.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.replace('T', ' ').replace("Z", "");
  }

  /** Names of zones are strangers' text. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
