package org.frontsigner.cli.zone;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import org.frontsigner.cli.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check-all-zones [exit-on-error]}. */
@Command(
    name = "check-all-zones",
    header = "Looks for what breaks any zone or its signatures; changes nothing.",
    description = "Exits with 1 when any zone has an error; warnings alone are none.",
    footerHeading = "%nExample:%n",
    footer = {"  frontsigner check-all-zones", "  frontsigner check-all-zones exit-on-error"})
public final class CheckAllZones extends Verb<List<CheckReport>> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "exit-on-error",
      completionCandidates = ExitOnError.class,
      description = "look at no further zone when one has an error")
  private String exitOnError;

  /** The one word. */
  static final class ExitOnError extends Words {
    ExitOnError() {
      super("exit-on-error");
    }
  }

  @Override
  protected Function<Admin, List<CheckReport>> question() {
    boolean exits = Words.isGiven(exitOnError, "exit-on-error", this::wrongUse);
    return admin -> admin.checkAllZones(exits);
  }

  @Override
  protected void show(List<CheckReport> reports, Output output) {
    reports.forEach(report -> CheckLines.show(report, output));
    output.line(
        "Checked %d zones, %d had errors."
            .formatted(reports.size(), reports.stream().filter(CheckLines::hasErrors).count()));
  }

  @Override
  protected boolean isGood(List<CheckReport> reports) {
    return reports.stream().noneMatch(CheckLines::hasErrors);
  }
}
