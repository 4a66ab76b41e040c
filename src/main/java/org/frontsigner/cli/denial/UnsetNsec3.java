package org.frontsigner.cli.denial;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unset-nsec3 ZONE}. */
@Command(
    name = "unset-nsec3",
    header = "Makes a zone deny by NSEC.",
    description = {"Keys of algorithm 7 become 5, which changes the DS at the parent."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner unset-nsec3 example.org")
public final class UnsetNsec3 extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.unsetNsec3(zone, isForced());
  }
}
