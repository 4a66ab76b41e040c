package org.frontsigner.cli.zone;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ZoneStatus;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import org.frontsigner.cli.key.KeyLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show-zone ZONE}. */
@Command(
    name = "show-zone",
    header = "Shows all that concerns signing and transfers of a zone.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner show-zone example.org")
public final class ShowZone extends Verb<ZoneStatus> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, ZoneStatus> question() {
    return admin -> admin.showZone(zone);
  }

  @Override
  protected void show(ZoneStatus status, Output output) {
    output.lines(StatusLines.transfers(status));
    output.lines(StatusLines.signing(status));
    if (status.keys().isEmpty()) {
      output.line("No keys for zone '" + status.zone() + "'");
    } else {
      output.line("keys:");
      status.keys().forEach(key -> KeyLines.describe(key, output));
    }
  }
}
