package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code export-zone-dnskey ZONE ID}. */
@Command(
    name = "export-zone-dnskey",
    header = "Prints the DNSKEY and the DS records of a key.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner export-zone-dnskey example.org 1")
public final class ExportZoneDnskey extends Verb<KeyView> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, KeyView> question() {
    return admin -> admin.exportZoneDnskey(zone, id);
  }

  @Override
  protected void show(KeyView key, Output output) {
    output.line(KeyLines.dnskeyRecord(key));
    key.ds().forEach(ds -> output.line(KeyLines.dsRecord(key, ds)));
  }
}
