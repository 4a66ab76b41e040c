package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code secure-zone ZONE}. */
@Command(
    name = "secure-zone",
    header = "Gives a zone a key and what else it needs to be signed.",
    description = {
      "Key and denial are as defaults in the configuration say.",
      "Afterwards show-zone has the DS to give to the parent."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner secure-zone example.org")
public final class SecureZone extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.secureZone(zone);
  }
}
