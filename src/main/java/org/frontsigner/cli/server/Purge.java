package org.frontsigner.cli.server;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Purged;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code purge [ZONE]}. */
@Command(
    name = "purge",
    header = "Drops cached answers and signatures, and prints how many.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner purge example.org")
public final class Purge extends Verb<Purged> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ZONE",
      defaultValue = "",
      description = ZONE + " (default: all zones)")
  private String zone;

  @Override
  protected Function<Admin, Purged> question() {
    return admin -> admin.purge(zone);
  }

  @Override
  protected void show(Purged purged, Output output) {
    output.line(Long.toString(purged.entries()));
  }
}
