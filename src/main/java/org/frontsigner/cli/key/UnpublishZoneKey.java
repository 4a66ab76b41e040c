package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code unpublish-zone-key ZONE ID}. */
@Command(
    name = "unpublish-zone-key",
    header = "Takes a key out of the DNSKEY set.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner unpublish-zone-key example.org 1")
public final class UnpublishZoneKey extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.unpublishZoneKey(zone, id, isForced());
  }
}
