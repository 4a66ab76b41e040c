package org.frontsigner.cli.transfer;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Retrieved;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code retrieve ZONE}. */
@Command(
    name = "retrieve",
    header = "Pulls a zone from its primaries now, and waits for the outcome.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner retrieve example.org")
public final class Retrieve extends Verb<Retrieved> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Retrieved> question() {
    return admin -> admin.retrieve(zone);
  }

  @Override
  protected void show(Retrieved retrieved, Output output) {
    String how =
        retrieved.how() == Retrieved.How.UNCHANGED
            ? "%s is unchanged at %s: serial %d, served as %d"
            : "Retrieved %s from %s by " + retrieved.how() + ": serial %d, served as %d";
    output.line(
        how.formatted(
            retrieved.zone(),
            retrieved.primary(),
            retrieved.primarySerial(),
            retrieved.servedSerial()));
  }
}
