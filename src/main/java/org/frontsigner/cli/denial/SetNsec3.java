package org.frontsigner.cli.denial;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code set-nsec3 ZONE ['PARAMETERS' [narrow]]}. */
@Command(
    name = "set-nsec3",
    header = "Makes a zone deny by hashed names (NSEC3).",
    description = {
      "Keys of algorithm 5 become 7, which changes the DS at the parent.",
      "With narrow nobody can transfer the signed zone."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner set-nsec3 example.org '1 0 0 -'",
      "  frontsigner set-nsec3 example.org '1 0 0 -' narrow"
    })
public final class SetNsec3 extends Change {
  private static final String NARROW = "narrow";

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "'PARAMETERS'",
      defaultValue = "",
      description = {
        "'ALGORITHM FLAGS ITERATIONS SALT' in quotes (default: '1 0 0 -')",
        "algorithm 1; flags 0, or 1 for opt-out; iterations 0; salt in hexadecimal, or - for none"
      })
  private String parameters;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = NARROW,
      description = "make each denial for its question, revealing no other name")
  private String narrow;

  @Override
  protected Function<Admin, Done> question() {
    if (narrow != null && !narrow.equalsIgnoreCase(NARROW)) {
      throw wrongUse(
          "'"
              + narrow
              + "' is not '"
              + NARROW
              + "', which alone may follow the parameters; are these in quotes, as '1 0 0 -'?");
    }
    return admin -> admin.setNsec3(zone, parameters, narrow != null);
  }
}
