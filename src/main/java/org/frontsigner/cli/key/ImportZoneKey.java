package org.frontsigner.cli.key;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.Problem;
import org.frontsigner.cli.OperatorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code import-zone-key ZONE FILE [ksk|zsk] [active|inactive] [published|unpublished]}. */
@Command(
    name = "import-zone-key",
    header = "Adds a key that exists to a zone, and prints its id.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner import-zone-key example.org Kexample.org.+013+12345.private ksk")
public final class ImportZoneKey extends NewKey {
  private static final KeyRole UNSAID = new KeyRole(true, true, true);
  private static final int FILE_OCTETS_MAX = 64 * 1024;

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "the .private file, as BIND and ldns write it; needs no .key file beside it")
  private Path file;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "WORD",
      description = {
        "in any order:",
        "ksk or zsk: flags 257 or 256 (default: ksk)",
        "active or inactive: whether it signs (default: active)",
        "published or unpublished: whether it is in the DNSKEY set (default: published)"
      })
  private List<String> words = List.of();

  @Override
  protected Function<Admin, KeyAdded> question() {
    KeyRole role = role();
    String text = OperatorFile.read(file, FILE_OCTETS_MAX);
    return admin -> added(admin, text, role);
  }

  private KeyAdded added(Admin admin, String text, KeyRole role) {
    try {
      return admin.importZoneKey(zone, text, role);
    } catch (Problem problem) {
      // Who has the text does not know its file.
      throw new Problem(
          problem.kind(),
          problem.getMessage() + " (key of file '" + file + "')",
          problem.remedy(),
          problem);
    }
  }

  private KeyRole role() {
    try {
      KeyWords known = KeyWords.parse(words, UNSAID);
      if (!known.rest().isEmpty()) {
        throw wrongUse(
            "'"
                + known.rest().get(0)
                + "' is none of ksk, zsk, active, inactive, published and unpublished");
      }
      return known.role();
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }
}
