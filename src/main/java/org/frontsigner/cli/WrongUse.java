package org.frontsigner.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.frontsigner.api.Problem;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and how it should be. */
final class WrongUse implements IParameterExceptionHandler {
  /** How picocli says which word it means. */
  private static final Pattern PLACE =
      Pattern.compile("^Invalid value for positional parameter at index \\d+ \\((\\w+)\\): ");

  private final Output output;

  WrongUse(Output output) {
    this.output = output;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] words) {
    CommandLine at = wrong.getCommandLine();
    boolean json = List.of(words).contains("--json");
    if (at.getParent() == null) {
      output.problem(Problem.usage(ofNoVerb(wrong), "'frontsigner help' lists the verbs"), json);
      return ExitCode.USAGE;
    }
    String name = at.getCommandName();
    String remedy = synopsis(at) + "; 'frontsigner help " + name + "' says more";
    output.problem(Problem.usage(name + ": " + ofVerb(wrong), remedy), json);
    return ExitCode.USAGE;
  }

  private static String synopsis(CommandLine verb) {
    String heading = verb.getHelp().synopsisHeading();
    return heading + verb.getHelp().synopsis(heading.length()).strip();
  }

  private static String ofVerb(ParameterException wrong) {
    return unmatchedWord(wrong)
        .map(word -> "'" + word + "' is one word too many")
        .orElseGet(() -> PLACE.matcher(wrong.getMessage()).replaceFirst("$1: "));
  }

  private static String ofNoVerb(ParameterException wrong) {
    return unmatchedWord(wrong)
        .map(word -> unknownVerb(word, wrong.getCommandLine()))
        .orElse(wrong.getMessage());
  }

  private static Optional<String> unmatchedWord(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().stream().limit(1).filter(word -> !isOption(word)).findFirst()
        : Optional.empty();
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.startsWith("-");
  }

  /** The sentence for a word that is no verb, with those that may have been meant. */
  static String unknownVerb(String word, CommandLine root) {
    List<String> near = NearestWords.to(word, root.getSubcommands().keySet());
    String meant = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    return "There is no verb '" + word + "'" + meant;
  }
}
