package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code disable-dnssec ZONE}. */
@Command(
    name = "disable-dnssec",
    header = "Deactivates all keys of a zone and unsets PRESIGNED.",
    description = {"Take the DS out of the parent, and wait until it is in no cache, before."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner disable-dnssec example.org")
public final class DisableDnssec extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.disableDnssec(zone, isForced());
  }
}
