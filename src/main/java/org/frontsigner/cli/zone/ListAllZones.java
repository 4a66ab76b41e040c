package org.frontsigner.cli.zone;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ZoneLine;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;

/** {@code list-all-zones}. */
@Command(
    name = "list-all-zones",
    header = "Lists the names of all zones.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner list-all-zones")
public final class ListAllZones extends Verb<List<ZoneLine>> {
  @Override
  protected Function<Admin, List<ZoneLine>> question() {
    return Admin::listAllZones;
  }

  @Override
  protected void show(List<ZoneLine> zones, Output output) {
    for (ZoneLine each : zones) {
      String name = each.zone();
      output.line(name.length() > 1 ? name.substring(0, name.length() - 1) : name);
    }
  }
}
