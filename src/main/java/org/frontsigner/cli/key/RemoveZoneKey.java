package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code remove-zone-key ZONE ID}. */
@Command(
    name = "remove-zone-key",
    header = "Removes a key for good.",
    description = {"There is no way back but export-zone-key before."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner remove-zone-key example.org 1")
public final class RemoveZoneKey extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.removeZoneKey(zone, id, isForced());
  }
}
