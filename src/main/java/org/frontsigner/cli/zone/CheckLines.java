package org.frontsigner.cli.zone;

import java.util.Locale;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.CheckReport.Finding;
import org.frontsigner.cli.Output;

/** What was found in a zone as lines; those that pdnssec has too are as there. */
final class CheckLines {
  private CheckLines() {}

  static boolean hasErrors(CheckReport report) {
    return report.count(Finding.Severity.ERROR) > 0;
  }

  /** The findings, and how many there are. */
  static void show(CheckReport report, Output output) {
    report.findings().forEach(finding -> output.line(line(finding)));
    output.line(
        "Checked %d records of '%s', %d errors, %d warnings."
            .formatted(
                report.records(),
                withoutFinalDot(report.zone()),
                report.count(Finding.Severity.ERROR),
                report.count(Finding.Severity.WARNING)));
  }

  private static String withoutFinalDot(String zone) {
    return zone.length() > 1 ? zone.substring(0, zone.length() - 1) : zone;
  }

  private static String line(Finding finding) {
    String severity = finding.severity().name();
    String about =
        finding.type().isEmpty() ? finding.name() : finding.name() + " " + finding.type();
    return "[%s%s] %s: %s"
        .formatted(
            severity.substring(0, 1),
            severity.substring(1).toLowerCase(Locale.ROOT),
            about,
            finding.message());
  }
}
