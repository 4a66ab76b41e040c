package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code deactivate-zone-key ZONE ID}. */
@Command(
    name = "deactivate-zone-key",
    header = "Makes a key sign no more; it stays in the DNSKEY set if it was.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner deactivate-zone-key example.org 1")
public final class DeactivateZoneKey extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.deactivateZoneKey(zone, id, isForced());
  }
}
