package org.frontsigner.cli.denial;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code set-presigned ZONE [--force]}. */
@Command(
    name = "set-presigned",
    header = "Has a zone served with the signatures that come with it.",
    description = {
      "Whoever signed it denies names too: by NSEC or NSEC3, which is found out.",
      "It is served as before until it was pulled, or loaded, once more and checked."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner set-presigned example.org")
public final class SetPresigned extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Option(
      names = "--force",
      description =
          "also where active keys sign the zone now: the DS must be of the primary's keys")
  private boolean force;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.setPresigned(zone, force);
  }
}
