package org.frontsigner.cli.server;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bind-reload-now ZONE}. */
@Command(
    name = "bind-reload-now",
    header = "Reads the master file of a zone of named.conf now.",
    description = {
      "Files that changed are read by themselves; this reads one at once, also when it is unchanged."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner bind-reload-now example.org")
public final class BindReloadNow extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.bindReloadNow(zone);
  }
}
