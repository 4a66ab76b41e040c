package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.api.ZonesReport.State;
import org.frontsigner.cli.ReportVerb;
import org.frontsigner.cli.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code secure-all-zones [increase-serial]}. */
@Command(
    name = "secure-all-zones",
    header = "Does secure-zone for all zones that have no keys.",
    description = {
      "Zones with keys are left, active or not. One zone that fails does not keep the others from it.",
      "Exits with 1 when any zone failed."
    },
    footerHeading = "%nExample:%n",
    footer = {"  frontsigner secure-all-zones", "  frontsigner secure-all-zones increase-serial"})
public final class SecureAllZones extends ReportVerb {
  private static final String INCREASE_SERIAL = "increase-serial";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = INCREASE_SERIAL,
      completionCandidates = IncreaseSerial.class,
      description = {
        "give the data of native zones that are secured the next serial too;",
        "what is served gets a higher one in any case, unless SOA-EDIT is NONE"
      })
  private String increaseSerial;

  /** The one word. */
  static final class IncreaseSerial extends Words {
    IncreaseSerial() {
      super(INCREASE_SERIAL);
    }
  }

  @Override
  protected Function<Admin, ZonesReport> question() {
    boolean increases = Words.isGiven(increaseSerial, INCREASE_SERIAL, this::wrongUse);
    return admin -> admin.secureAllZones(increases);
  }

  @Override
  protected String summary(ZonesReport report) {
    return "Secured: %d zones. With keys before: %d. Errors: %d"
        .formatted(report.count(State.DONE), report.count(State.LEFT), report.count(State.FAILED));
  }
}
