package org.frontsigner.cli.server;

import java.util.Locale;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.Rehearsal;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse [ZONE]}. */
@Command(
    name = "rehearse",
    header = "Tells what the turnovers of a time to come will do; changes nothing.",
    description = {
      "For each turnover of each zone: the served serial before and after, the window of the signatures, how many are"
          + " made and how long that takes here. Then what would go wrong: secondaries that would not notice, and what"
          + " would expire where. The data is taken to stay as it is.",
      "Exits with 1 when something will go wrong; warnings alone are none."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner rehearse",
      "  frontsigner rehearse example.org --at 2099-12-24 --for 5w"
    })
public final class Rehearse extends Verb<Rehearsal> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ZONE",
      defaultValue = "",
      description = "a zone; all if not given")
  private String zone;

  @Option(
      names = "--at",
      paramLabel = "DATE",
      defaultValue = "",
      description = "When it begins, as 2026-12-24 or 2026-12-24T06:00:00Z; now if not given.")
  private String at;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "5w",
      description =
          "How long, in weeks, days or hours: 5w, 10d, 36h; ${DEFAULT-VALUE} if not given.")
  private String period;

  @Override
  protected Function<Admin, Rehearsal> question() {
    return admin -> admin.rehearse(zone, at, period);
  }

  @Override
  protected void show(Rehearsal rehearsal, Output output) {
    output.line("From %s to %s".formatted(rehearsal.from(), rehearsal.until()));
    rehearsal.zones().forEach(each -> show(each, output));
  }

  private static void show(Rehearsal.OfZone zone, Output output) {
    output.line(zone.zone());
    for (Rehearsal.Turnover turnover : zone.turnovers()) {
      output.line(
          "  %s  serial %d -> %d, signatures good from %s to %s: %d in %s s"
              .formatted(
                  turnover.when(),
                  turnover.serialBefore(),
                  turnover.serialAfter(),
                  turnover.inception(),
                  turnover.expiration(),
                  turnover.signatures(),
                  String.format(Locale.ROOT, "%.2f", turnover.seconds())));
    }
    for (CheckReport.Finding finding : zone.findings()) {
      output.line("  [%s] %s".formatted(capital(finding.severity().name()), finding.message()));
    }
  }

  private static String capital(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  @Override
  protected boolean isGood(Rehearsal rehearsal) {
    return rehearsal.zones().stream()
        .flatMap(zone -> zone.findings().stream())
        .noneMatch(finding -> finding.severity() == CheckReport.Finding.Severity.ERROR);
  }
}
