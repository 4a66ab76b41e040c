package org.frontsigner.cli.zone;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code change-slave-zone-master ZONE PRIMARY…}. */
@Command(
    name = "change-slave-zone-master",
    aliases = "change-secondary-zone-primary",
    header = "Replaces the primaries of a zone.",
    description = {"Keys, settings and data stay; the new primaries are asked at once."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner change-slave-zone-master example.org 192.0.2.2:5300")
public final class ChangeSlaveZoneMaster extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PRIMARY",
      description =
          "address to pull from, in order of preference: 192.0.2.1, 192.0.2.1:5300 or [2001:db8::1]:5300")
  private List<String> primaries;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.changeSlaveZoneMaster(zone, primaries);
  }
}
