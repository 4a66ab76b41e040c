package org.frontsigner.cli.denial;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import org.frontsigner.cli.Words;
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
public final class SetNsec3 extends GuardedChange {
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
      index = "2..*",
      arity = "0..*",
      hideParamSyntax = true,
      paramLabel = "[narrow]",
      completionCandidates = Narrow.class,
      description = "make each denial for its question, revealing no other name")
  private List<String> rest = List.of();

  /** What completion offers. */
  static final class Narrow extends Words {
    Narrow() {
      super("narrow");
    }
  }

  @Override
  protected Function<Admin, Done> question() {
    boolean narrow = rest.size() == 1 && rest.get(0).equalsIgnoreCase(NARROW);
    if (!narrow && !rest.isEmpty()) {
      throw wrongUse(
          "only '%s' may follow the parameters, not '%s'; are these in quotes, as '1 0 0 -'?"
              .formatted(NARROW, String.join(" ", rest)));
    }
    return admin -> admin.setNsec3(zone, parameters, narrow, isForced());
  }
}
