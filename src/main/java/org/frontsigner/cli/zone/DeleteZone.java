package org.frontsigner.cli.zone;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code delete-zone ZONE}. */
@Command(
    name = "delete-zone",
    header = "Removes a zone with its data, keys and settings.",
    description = {"There is no way back but a backup. TSIG keys stay."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner delete-zone example.org")
public final class DeleteZone extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.deleteZone(zone);
  }
}
