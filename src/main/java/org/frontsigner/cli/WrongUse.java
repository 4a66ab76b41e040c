package org.frontsigner.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and how it should be. */
final class WrongUse implements IParameterExceptionHandler {
  private final Output output;

  WrongUse(Output output) {
    this.output = output;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] words) {
    CommandLine at = wrong.getCommandLine();
    if (at.getParent() != null) {
      output.remark(at.getCommandName() + ": " + wrong.getMessage());
      output.remark("  " + synopsis(at));
      output.remark("  'frontsigner help " + at.getCommandName() + "' says more");
    } else {
      output.remark(unknownVerb(wrong).orElse(wrong.getMessage()));
      output.remark("  'frontsigner help' lists the verbs");
    }
    return ExitCode.USAGE;
  }

  private static String synopsis(CommandLine verb) {
    String heading = verb.getHelp().synopsisHeading();
    return heading + verb.getHelp().synopsis(heading.length()).strip();
  }

  private static Optional<String> unknownVerb(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().get(0).startsWith("-")) {
      return Optional.empty();
    }
    String word = unmatched.getUnmatched().get(0);
    return Optional.of(unknownVerb(word, wrong.getCommandLine()));
  }

  /** The sentence for a word that is no verb, with those that may have been meant. */
  static String unknownVerb(String word, CommandLine root) {
    List<String> near = NearestWords.to(word, root.getSubcommands().keySet());
    String meant = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    return "There is no verb '" + word + "'" + meant;
  }
}
