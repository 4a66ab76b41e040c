package org.frontsigner.cli.transfer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.SecondaryStatus;
import org.frontsigner.api.SecondaryStatus.NotifyView;
import org.frontsigner.api.SecondaryStatus.ServesView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code secondaries [ZONE]}. */
@Command(
    name = "secondaries",
    header = "Shows what the secondaries of a zone were told, and what they serve.",
    description = {
      "CURRENT: it serves our serial with signatures of the present window.",
      "UPDATING: it was told not long ago, and is being waited for.",
      "LAGGING: it should serve what we serve by now; it is told again until it does.",
      "NOT ANSWERING: it takes NOTIFYs and answers no questions, so nobody can tell.",
      "UNKNOWN: it has not been asked yet."
    },
    footerHeading = "%nExample:%n",
    footer = {"  frontsigner secondaries example.org", "  frontsigner secondaries"})
public final class Secondaries extends Verb<List<SecondaryStatus>> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ZONE",
      defaultValue = "",
      description = ZONE + " (default: all zones, and only who lags)")
  private String zone;

  @Override
  protected Function<Admin, List<SecondaryStatus>> question() {
    return admin -> admin.secondaries(zone);
  }

  @Override
  protected void show(List<SecondaryStatus> secondaries, Output output) {
    if (secondaries.isEmpty()) {
      output.line(zone.isEmpty() ? "No secondary lags" : "Zone " + zone + " has no secondaries");
    }
    for (SecondaryStatus each : secondaries) {
      output.line(state(each));
      each.tsigKey().ifPresent(key -> output.line("  TSIG key: " + key));
      output.line("  NOTIFY: " + each.told().map(Secondaries::told).orElse("none yet"));
      output.line("  Serves: " + each.serves().map(Secondaries::served).orElse("not seen yet"));
      each.reason().ifPresent(reason -> output.line("  Reason: " + reason));
    }
  }

  private static String state(SecondaryStatus each) {
    String since =
        switch (each.state()) {
          case LAGGING, UPDATING, NOT_ANSWERING ->
              each.since().map(when -> " since " + time(when)).orElse("");
          case UNKNOWN, CURRENT -> "";
        };
    return "%s %s: %s%s"
        .formatted(each.zone(), each.address(), each.state().name().replace('_', ' '), since);
  }

  private static String told(NotifyView notify) {
    return "serial %d %s%s at %s, attempts: %d"
        .formatted(
            notify.serial(),
            notify.outcome().toLowerCase(Locale.ROOT),
            notify.rcode().map(rcode -> " with " + rcode).orElse(""),
            time(notify.when()),
            notify.attempts());
  }

  private static String served(ServesView serves) {
    return "serial %d, %s, seen at %s"
        .formatted(
            serves.serial(),
            serves
                .signaturesUntil()
                .map(when -> "signatures until " + time(when))
                .orElse("no signatures"),
            time(serves.seen()));
  }

  private static String time(Instant when) {
    return when.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
