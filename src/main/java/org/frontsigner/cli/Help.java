package org.frontsigner.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the verbs, or tells all of one. */
@Command(
    name = "help",
    header = "Lists the verbs, or tells all of one.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner help add-zone-key")
final class Help implements Callable<Integer> {
  private static final String OTHERS = "The program";

  @Parameters(index = "0", arity = "0..1", paramLabel = "VERB", description = "the verb")
  private String verb;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.commandLine().getParent();
    PrintWriter out = spec.commandLine().getOut();
    if (verb == null) {
      list(root, out);
    } else if (root.getSubcommands().containsKey(verb)) {
      root.getSubcommands().get(verb).usage(out);
    } else {
      throw new ParameterException(root, WrongUse.unknownVerb(verb, root));
    }
    return ExitCode.DONE;
  }

  private static void list(CommandLine root, PrintWriter out) {
    out.print(root.getHelp().synopsisHeading() + root.getHelp().synopsis(0));
    commands(root)
        .forEach(
            (title, verbs) -> {
              out.println();
              out.println(title);
              verbs.stream().map(Help::line).forEach(out::println);
            });
    out.println();
    out.println("'frontsigner help VERB' tells all of a verb, with an example.");
  }

  /** The verbs that are not hidden, below the titles that they are listed under. */
  static Map<String, List<CommandLine>> commands(CommandLine root) {
    Map<String, List<CommandLine>> commands = new LinkedHashMap<>();
    Map<String, CommandLine> verbs = root.getSubcommands();
    Verbs.sections()
        .forEach(
            (title, section) ->
                commands.put(title, section.stream().map(Help::name).map(verbs::get).toList()));
    commands.put(OTHERS, others(verbs.values()));
    return commands;
  }

  private static List<CommandLine> others(Collection<CommandLine> verbs) {
    return verbs.stream()
        .filter(each -> !(each.getCommand() instanceof Verb))
        .filter(each -> !each.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  private static String name(Verb<?> verb) {
    return verb.getClass().getAnnotation(Command.class).name();
  }

  private static String line(CommandLine verb) {
    return "  %-24s %s"
        .formatted(verb.getCommandName(), verb.getCommandSpec().usageMessage().header()[0]);
  }
}
