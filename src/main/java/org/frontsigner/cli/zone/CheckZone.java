package org.frontsigner.cli.zone;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check-zone ZONE}. */
@Command(
    name = "check-zone",
    header = "Looks for what breaks a zone or its signatures; changes nothing.",
    description = {
      "Looks at the data, the keys and times of the signatures, and the rows of the table records.",
      "Exits with 1 when there are errors; warnings alone are none."
    },
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
    CheckLines.show(report, output);
  }

  @Override
  protected boolean isGood(CheckReport report) {
    return !CheckLines.hasErrors(report);
  }
}
