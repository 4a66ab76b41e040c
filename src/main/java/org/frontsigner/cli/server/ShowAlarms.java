package org.frontsigner.cli.server;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.AlarmView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;

/** {@code alarms}. */
@Command(
    name = "alarms",
    header = "Lists what has to be acted on now, and what to do.",
    description = {
      "A line for each alarm, the gravest first: severity, kind, zone or -, since when, what it is"
          + " about, and what to do. The exit code is 0 when there is none, and 1 when there is one"
          + " or the daemon can't be asked. docs/alarms.md tells of each kind."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner alarms")
public final class ShowAlarms extends Verb<List<AlarmView>> {
  @Override
  protected Function<Admin, List<AlarmView>> question() {
    return Admin::alarms;
  }

  @Override
  protected void show(List<AlarmView> alarms, Output output) {
    if (alarms.isEmpty()) {
      output.remark("There are no alarms");
    }
    for (AlarmView alarm : alarms) {
      output.line(
          "%s %s %s %s %s%s"
              .formatted(
                  alarm.severity(),
                  alarm.kind(),
                  alarm.zone().isEmpty() ? "-" : alarm.zone(),
                  alarm.since().truncatedTo(ChronoUnit.SECONDS),
                  alarm.subject().isEmpty() ? "" : alarm.subject() + ": ",
                  alarm.text()));
    }
  }

  @Override
  protected boolean isGood(List<AlarmView> alarms) {
    return alarms.isEmpty();
  }
}
