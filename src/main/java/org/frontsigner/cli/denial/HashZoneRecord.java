package org.frontsigner.cli.denial;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.HashedName;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hash-zone-record ZONE NAME}. */
@Command(
    name = "hash-zone-record",
    header = "Prints the hash of a name by the zone's NSEC3 settings.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner hash-zone-record example.org www.example.org")
public final class HashZoneRecord extends Verb<HashedName> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "a name in the zone; what is not below the zone is taken as relative to it")
  private String name;

  @Override
  protected Function<Admin, HashedName> question() {
    return admin -> admin.hashZoneRecord(zone, name);
  }

  @Override
  protected void show(HashedName hashed, Output output) {
    output.line(hashed.hash());
  }
}
