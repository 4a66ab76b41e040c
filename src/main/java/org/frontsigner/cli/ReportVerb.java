package org.frontsigner.cli;

import org.frontsigner.api.ZonesReport;
import org.frontsigner.api.ZonesReport.State;
import org.frontsigner.api.ZonesReport.ZoneOutcome;

/** A verb that does something to all zones, and tells what became of each. */
public abstract class ReportVerb extends Verb<ZonesReport> {
  @Override
  protected final void show(ZonesReport report, Output output) {
    for (ZoneOutcome outcome : report.zones()) {
      if (outcome.state() == State.FAILED) {
        output.remark("[Error] " + outcome.message());
      } else {
        output.line(outcome.message());
      }
      output.warnings(outcome.warnings());
    }
    output.line(summary(report));
  }

  /** The last line: how many zones this became of. */
  protected abstract String summary(ZonesReport report);

  @Override
  protected final boolean isGood(ZonesReport report) {
    return report.count(State.FAILED) == 0;
  }
}
