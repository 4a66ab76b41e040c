package org.frontsigner.house;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with the name, the labels and the help of a metric. */
final class MetricLint {
  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern SENTENCE = Pattern.compile("[A-Z][^.]*( [^ .]+)+\\.");
  private static final Pattern OTHER_UNIT =
      Pattern.compile(
          ".*_(ms|millis|milliseconds|micros|nanos|minutes|hours|days|bytes|kb|kilobytes|mb"
              + "|megabytes|percent|timestamp|time)(_total)?");

  /** Gauges that are no quantity of seconds or octets: how many there are of something. */
  private static final Set<String> COUNTS =
      Set.of(
          "agenda_planned",
          "alarm_notices_waiting",
          "alarms",
          "bind_zones_refused",
          "checks_waiting",
          "clock_held",
          "secondaries",
          "secondaries_silent",
          "secondary_lagging",
          "secondary_notifies_waiting",
          "secondary_questions_waiting",
          "tcp_connections",
          "token_down",
          "token_sessions_used",
          "token_signatures_waiting",
          "zone_history_differences",
          "zone_primary_signs",
          "zone_serial",
          "zones",
          "zones_unusable");

  private static final Set<String> RESERVED = Set.of("le", "quantile", "job", "instance");

  private final String name;
  private final Collector.Type type;
  private final String help;
  private final List<String> labels;
  private final List<String> complaints = new ArrayList<>();

  private MetricLint(MetricFamilySamples family, List<String> labels) {
    this.name = family.name;
    this.type = family.type;
    this.help = family.help;
    this.labels = labels;
  }

  /** Complaints about a family that is ours; none when it is right. */
  static List<String> ours(MetricFamilySamples family, List<String> labels) {
    MetricLint lint = new MetricLint(family, labels);
    lint.checkName();
    lint.checkUnit();
    lint.checkHelp();
    lint.checkLabels();
    return lint.complaints;
  }

  /** Complaints about a family of the JVM, whose names are not ours to choose. */
  static List<String> ofTheJvm(MetricFamilySamples family, List<String> labels) {
    MetricLint lint = new MetricLint(family, labels);
    lint.complainIf(labels.contains("zone"), "the JVM knows no zone");
    return lint.complaints;
  }

  private void complainIf(boolean wrong, String what) {
    if (wrong) {
      complaints.add(name + ": " + what);
    }
  }

  private void checkName() {
    complainIf(!SNAKE_CASE.matcher(name).matches(), "the name is not snake_case");
    complainIf(name.startsWith("jvm_") || name.startsWith("process_"), "the prefix is the JVM's");
    complainIf(name.endsWith("_total_total"), "_total is said twice");
  }

  private void checkUnit() {
    complainIf(OTHER_UNIT.matcher(name).matches(), "units are seconds and octets");
    boolean measured = name.endsWith("_seconds") || name.endsWith("_octets");
    complainIf(type == Collector.Type.HISTOGRAM && !measured, "a histogram ends in its unit");
    if (type == Collector.Type.GAUGE) {
      complainIf(!measured && !COUNTS.contains(name), "a gauge ends in its unit, or is a count");
      complainIf(name.endsWith("_total"), "_total is for counters");
      boolean said = help.startsWith("Unix time ") || help.startsWith("Seconds ");
      complainIf(name.endsWith("_seconds") && !said, "say whether it is a Unix time or Seconds");
    }
    complainIf(type == Collector.Type.UNKNOWN, "the type is unknown");
  }

  private void checkHelp() {
    complainIf(!SENTENCE.matcher(help).matches(), "the help is no sentence: " + help);
  }

  private void checkLabels() {
    for (String label : labels) {
      complainIf(!SNAKE_CASE.matcher(label).matches(), "label " + label + " is not snake_case");
      complainIf(RESERVED.contains(label), "label " + label + " is Prometheus' own");
    }
    complainIf(
        name.startsWith("zone_") && type == Collector.Type.COUNTER && !labels.contains("zone"),
        "a counter of a zone says which");
  }
}
