package org.frontsigner.cli.denial;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unset-presigned ZONE}. */
@Command(
    name = "unset-presigned",
    header = "Has a zone signed by its own keys again, or by nobody.",
    description = {
      "The signatures that came with it go at once. Import the keys of who signed it before,",
      "or the DS at the parent points to keys that are gone."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner unset-presigned example.org")
public final class UnsetPresigned extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.unsetPresigned(zone, isForced());
  }
}
