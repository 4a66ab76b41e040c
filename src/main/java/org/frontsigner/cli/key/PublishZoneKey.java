package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish-zone-key ZONE ID}. */
@Command(
    name = "publish-zone-key",
    header = "Puts a key into the DNSKEY set.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner publish-zone-key example.org 1")
public final class PublishZoneKey extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.publishZoneKey(zone, id, isForced());
  }
}
