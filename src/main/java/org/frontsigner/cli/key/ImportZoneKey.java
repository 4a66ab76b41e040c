package org.frontsigner.cli.key;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code import-zone-key ZONE FILE [ksk|zsk] [active|inactive] [published|unpublished]}. */
@Command(
    name = "import-zone-key",
    header = "Adds a key that exists to a zone, and prints its id.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner import-zone-key example.org Kexample.org.+013+12345.private ksk")
public final class ImportZoneKey extends ExistingKey {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "the .private file, as BIND, ldns and PowerDNS write it; needs no .key file beside it, "
              + "but where there is one, both must be of one key")
  private Path file;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "WORD",
      completionCandidates = KeyWords.Roles.class,
      description = {
        "in any order:",
        "ksk or zsk: flags 257 or 256 (default: ksk)",
        "active or inactive: whether it signs (default: active)",
        "published or unpublished: whether it is in the DNSKEY set (default: published)"
      })
  private List<String> words = List.of();

  @Override
  protected Function<Admin, KeyAdded> question() {
    KeyRole role = role(words);
    KeyText text = textWithPublic(file);
    return admin -> naming(file, () -> admin.importZoneKey(zone, text, role, isForced()));
  }
}
