package org.frontsigner.cli.key;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code add-zone-key ZONE [ksk|zsk] [active|inactive] [published|unpublished] [BITS] [ALGORITHM]}.
 */
@Command(
    name = "add-zone-key",
    header = "Makes a key for a zone, and prints its id.",
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner add-zone-key example.org ksk active ecdsa256",
      "  frontsigner add-zone-key example.org zsk 2048 rsasha256"
    })
public final class AddZoneKey extends NewKey {
  private static final KeyRole UNSAID = new KeyRole(false, false, true);

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "WORD",
      completionCandidates = KeyWords.WithAlgorithms.class,
      description = {
        "in any order:",
        "ksk or zsk: flags 257 or 256 (default: zsk)",
        "active or inactive: whether it signs (default: inactive)",
        "published or unpublished: whether it is in the DNSKEY set (default: published)",
        "a number above 255: bits (default: the algorithm's)",
        "an algorithm by name or number (default: that of the zone's keys, or the configuration's);"
            + " list-algorithms has them"
      })
  private List<String> words = List.of();

  @Override
  protected Function<Admin, KeyAdded> question() {
    try {
      KeyWords known = KeyWords.parse(words, UNSAID);
      SizeWords size = SizeWords.parse(known.rest());
      return admin ->
          admin.addZoneKey(zone, known.role(), size.bits(), size.algorithm(), isForced());
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }
}
