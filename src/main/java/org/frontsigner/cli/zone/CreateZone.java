package org.frontsigner.cli.zone;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code create-zone ZONE}. */
@Command(
    name = "create-zone",
    header = "Makes a zone without data, to be filled by load-zone.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner create-zone example.org")
public final class CreateZone extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.createZone(zone);
  }
}
