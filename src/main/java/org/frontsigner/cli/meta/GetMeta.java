package org.frontsigner.cli.meta;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Metadatum;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code get-meta ZONE [KIND…]}. */
@Command(
    name = "get-meta",
    header = "Prints settings of a zone.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner get-meta example.org ALSO-NOTIFY SOA-EDIT")
public final class GetMeta extends Verb<List<Metadatum>> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KIND",
      description = "what to print (default: all that are set)")
  private List<String> kinds = List.of();

  @Override
  protected Function<Admin, List<Metadatum>> question() {
    return admin -> admin.getMeta(zone, kinds);
  }

  @Override
  protected void show(List<Metadatum> settings, Output output) {
    output.line("Metadata for '" + zone + "'");
    for (Metadatum each : settings) {
      output.line(each.kind() + " = " + String.join(", ", each.values()));
    }
  }
}
