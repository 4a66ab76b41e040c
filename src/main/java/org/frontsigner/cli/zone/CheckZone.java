package org.frontsigner.cli.zone;

import java.util.Locale;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.CheckReport.Finding;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check-zone ZONE}. */
@Command(
    name = "check-zone",
    header = "Looks for what breaks a zone or its signatures; changes nothing.",
    description = "Exits with 1 when there are errors; warnings alone are none.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner check-zone example.org")
public final class CheckZone extends Verb<CheckReport> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, CheckReport> question() {
    return admin -> admin.checkZone(zone);
  }

  @Override
  protected void show(CheckReport report, Output output) {
    report.findings().forEach(finding -> output.line(line(finding)));
    output.line(
        "Checked %d records of '%s', %d errors, %d warnings."
            .formatted(
                report.records(),
                zone,
                report.count(Finding.Severity.ERROR),
                report.count(Finding.Severity.WARNING)));
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

  @Override
  protected boolean isGood(CheckReport report) {
    return report.count(Finding.Severity.ERROR) == 0;
  }
}
