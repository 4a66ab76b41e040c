package org.frontsigner.cli.transfer;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Notified;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code notify ZONE}. */
@Command(
    name = "notify",
    header = "Tells all secondaries of a zone of its serial.",
    description = "Does not wait for their answers: secondaries has them.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner notify example.org")
public final class Notify extends Verb<Notified> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Notified> question() {
    return admin -> admin.notifySecondaries(zone);
  }

  @Override
  protected void show(Notified notified, Output output) {
    output.line(
        "Telling %s of serial %d of %s"
            .formatted(
                String.join(", ", notified.secondaries()), notified.serial(), notified.zone()));
  }
}
