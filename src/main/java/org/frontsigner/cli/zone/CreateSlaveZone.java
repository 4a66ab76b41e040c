package org.frontsigner.cli.zone;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code create-slave-zone ZONE PRIMARY…}. */
@Command(
    name = "create-slave-zone",
    aliases = "create-secondary-zone",
    header = "Makes a zone that is pulled from primaries.",
    description = {
      "Makes no key: secure-zone, add-zone-key and import-zone-key do.",
      "The zone is pulled at once where a daemon runs."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner create-slave-zone example.org 192.0.2.1 [2001:db8::1]:5300")
public final class CreateSlaveZone extends Change {
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
    return admin -> admin.createSlaveZone(zone, primaries);
  }
}
