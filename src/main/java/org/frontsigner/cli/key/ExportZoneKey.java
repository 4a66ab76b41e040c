package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ExportedKey;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code export-zone-key ZONE ID}. */
@Command(
    name = "export-zone-key",
    header = "Prints a private key, as BIND and ldns read it.",
    description = {
      "Whoever has the output can sign in the zone's name.",
      "Of a key in a PKCS #11 token it prints where the key is: that never leaves the token."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner export-zone-key example.org 1")
public final class ExportZoneKey extends Verb<ExportedKey> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, ExportedKey> question() {
    return admin -> admin.exportZoneKey(zone, id);
  }

  @Override
  protected void show(ExportedKey key, Output output) {
    output.lines(key.privateKey().lines().toList());
    if (key.privateKey().contains("\nEngine: ")) {
      output.remark(
          "The private key stays in its token and can't be exported: this says where it is");
    }
  }
}
