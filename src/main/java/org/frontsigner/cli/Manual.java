package org.frontsigner.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code man [PAGE]}. */
@Command(
    name = "man",
    header = "Prints a manual page: of all verbs, or of the configuration.",
    description = {
      "Read it with: frontsigner man > frontsigner.1 && man -l frontsigner.1",
      "The pages belong into /usr/local/share/man/man1/frontsigner.1 and man5/frontsigner.yaml.5."
    },
    footerHeading = "%nExample:%n",
    footer = {"  frontsigner man", "  frontsigner man frontsigner.yaml"})
final class Manual extends Printed {
  private static final String PROGRAM = "frontsigner";
  private static final String CONFIGURATION = "frontsigner.yaml";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PAGE",
      defaultValue = PROGRAM,
      completionCandidates = Pages.class,
      description = "frontsigner or frontsigner.yaml (default: frontsigner)")
  private String page;

  /** The pages that there are. */
  static final class Pages extends Words {
    Pages() {
      super(PROGRAM, CONFIGURATION);
    }
  }

  @Override
  String text(CommandLine root) {
    return switch (page.toLowerCase(Locale.ROOT)) {
      case PROGRAM -> ProgramPage.of(root);
      case CONFIGURATION -> ConfigurationPage.text();
      default -> throw wrongUse("'" + page + "' is none of frontsigner and frontsigner.yaml");
    };
  }
}
