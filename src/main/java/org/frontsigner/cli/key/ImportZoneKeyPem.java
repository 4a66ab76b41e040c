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

/**
 * {@code import-zone-key-pem ZONE FILE ALGORITHM [ksk|zsk] [active|inactive]
 * [published|unpublished]}.
 */
@Command(
    name = "import-zone-key-pem",
    header = "Adds a key of a PEM file to a zone, and prints its id.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner import-zone-key-pem example.org key.pem ecdsa256 ksk")
public final class ImportZoneKeyPem extends ExistingKey {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "the private key as OpenSSL writes it (PKCS #1, SEC 1 or PKCS #8), not encrypted")
  private Path file;

  @Parameters(
      index = "2",
      paramLabel = "ALGORITHM",
      completionCandidates = KeyWords.Algorithms.class,
      description = "name or number of the algorithm; list-algorithms has them")
  private String algorithm;

  @Parameters(
      index = "3..*",
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
    KeyText text = text(file);
    return admin ->
        naming(file, () -> admin.importZoneKeyPem(zone, text, algorithm, role, isForced()));
  }
}
