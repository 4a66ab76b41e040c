package org.frontsigner.cli.zone;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ZoneRecords;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code list-zone ZONE}. */
@Command(
    name = "list-zone",
    header = "Prints the records of a zone, without what signing adds.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner list-zone example.org")
public final class ListZone extends Verb<ZoneRecords> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, ZoneRecords> question() {
    return admin -> admin.listZone(zone);
  }

  @Override
  protected void show(ZoneRecords zoneRecords, Output output) {
    output.line("$ORIGIN .");
    output.lines(zoneRecords.records());
  }
}
