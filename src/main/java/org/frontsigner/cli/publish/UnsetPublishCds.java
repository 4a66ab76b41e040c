package org.frontsigner.cli.publish;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unset-publish-cds ZONE}. */
@Command(
    name = "unset-publish-cds",
    header = "Takes the CDS set out of a zone.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner unset-publish-cds example.org")
public final class UnsetPublishCds extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.unsetPublishCds(zone);
  }
}
