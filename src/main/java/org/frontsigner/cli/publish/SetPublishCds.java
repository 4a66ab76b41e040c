package org.frontsigner.cli.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code set-publish-cds ZONE [DIGEST…]}. */
@Command(
    name = "set-publish-cds",
    header = "Gives a zone a CDS set, for the parent to read.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner set-publish-cds example.org 2 4")
public final class SetPublishCds extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DIGEST",
      description = {
        "number of a digest: 2 (SHA-256), 4 (SHA-384), 1 (SHA-1), 3 (GOST R 34.11-94); none: 2",
        "0 alone: the record that asks the parent to remove the DS"
      })
  private List<String> digests = List.of();

  @Override
  protected Function<Admin, Done> question() {
    List<Integer> numbers = new ArrayList<>();
    for (String word : digests) {
      for (String each : word.split(",", -1)) {
        numbers.add(number(each));
      }
    }
    return admin -> admin.setPublishCds(zone, numbers);
  }

  private int number(String text) {
    if (!text.matches("\\d{1,3}")) {
      throw wrongUse("'" + text + "' is no number of a digest: give 2, 4, 1 or 0");
    }
    return Integer.parseInt(text);
  }
}
