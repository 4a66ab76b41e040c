package org.frontsigner.cli.key;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code export-zone-ds ZONE}. */
@Command(
    name = "export-zone-ds",
    header = "Prints the DS records to give to the parent.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner export-zone-ds example.org")
public final class ExportZoneDs extends Verb<List<KeyView>> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Override
  protected Function<Admin, List<KeyView>> question() {
    return admin -> admin.exportZoneDs(zone);
  }

  @Override
  protected void show(List<KeyView> keys, Output output) {
    for (KeyView key : keys) {
      key.ds().forEach(ds -> output.line(KeyLines.dsRecord(key, ds)));
    }
  }
}
