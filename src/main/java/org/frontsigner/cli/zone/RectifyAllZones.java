package org.frontsigner.cli.zone;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.api.ZonesReport.State;
import org.frontsigner.cli.ReportVerb;
import picocli.CommandLine.Command;

/** {@code rectify-all-zones}. */
@Command(
    name = "rectify-all-zones",
    header = "Does rectify-zone for all zones.",
    description = {
      "Zones without data are left. One zone that fails does not keep the others from it.",
      "Exits with 1 when any zone failed."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner rectify-all-zones")
public final class RectifyAllZones extends ReportVerb {
  @Override
  protected Function<Admin, ZonesReport> question() {
    return Admin::rectifyAllZones;
  }

  @Override
  protected String summary(ZonesReport report) {
    return "Rectified %d zones. Without data: %d. Errors: %d"
        .formatted(report.count(State.DONE), report.count(State.LEFT), report.count(State.FAILED));
  }
}
