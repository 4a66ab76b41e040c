package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ExportedKey;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code export-zone-key-pem ZONE ID}. */
@Command(
    name = "export-zone-key-pem",
    header = "Prints a private key as PEM, as OpenSSL and PowerDNS read it.",
    description = "Whoever has the output can sign in the zone's name.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner export-zone-key-pem example.org 1")
public final class ExportZoneKeyPem extends Verb<ExportedKey> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Override
  protected Function<Admin, ExportedKey> question() {
    return admin -> admin.exportZoneKeyPem(zone, id);
  }

  @Override
  protected void show(ExportedKey key, Output output) {
    output.lines(key.privateKey().lines().toList());
  }
}
