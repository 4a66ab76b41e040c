package org.frontsigner.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of the program and all its verbs. */
final class ProgramPage {
  private final Roff page;

  private ProgramPage() {
    this.page = new Roff("frontsigner", 1, "sign DNS zones between a primary and its secondaries");
  }

  static String of(CommandLine root) {
    ProgramPage manual = new ProgramPage();
    manual.head(root);
    Help.commands(root).forEach(manual::section);
    manual.tail();
    return manual.page.text();
  }

  private void head(CommandLine root) {
    page.section("SYNOPSIS");
    page.line(root.getCommandSpec().usageMessage().customSynopsis()[0]);
    page.section("DESCRIPTION");
    page.lines(
        List.of(
            "frontsigner pulls unsigned zones from a hidden primary, signs them, answers for them,",
            "and hands them on to public secondaries.",
            "A verb acts in the daemon where one runs on the data directory, and is in force when",
            "the command returns; where none runs it acts on the database."));
    page.section("OPTIONS");
    root.getCommandSpec().options().stream().filter(each -> !each.hidden()).forEach(this::option);
  }

  private void option(OptionSpec option) {
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    page.item(String.join(", ", option.names()) + value, List.of(option.description()));
  }

  private void section(String title, List<CommandLine> verbs) {
    page.section(title.toUpperCase(Locale.ROOT));
    verbs.forEach(this::verb);
  }

  private void verb(CommandLine verb) {
    CommandSpec spec = verb.getCommandSpec();
    page.subsection(synopsis(verb));
    page.lines(List.of(spec.usageMessage().header()));
    page.lines(List.of(spec.usageMessage().description()));
    if (spec.aliases().length > 0) {
      page.line("Another name of it is " + String.join(", ", spec.aliases()) + ".");
    }
    for (PositionalParamSpec place : spec.positionalParameters()) {
      page.item(place.paramLabel(), List.of(place.description()));
    }
    spec.options().stream()
        .filter(each -> !each.hidden() && !each.inherited())
        .forEach(this::option);
    page.verbatim(Arrays.asList(spec.usageMessage().footer()));
  }

  /** The words of a verb, without those options that every verb has. */
  private static String synopsis(CommandLine verb) {
    StringBuilder words = new StringBuilder(verb.getCommandName());
    verb.getCommandSpec().options().stream()
        .filter(each -> !each.hidden() && !each.inherited())
        .forEach(each -> words.append(" [").append(each.longestName()).append(']'));
    verb.getCommandSpec().positionalParameters().forEach(each -> words.append(place(each)));
    return words.toString();
  }

  private static String place(PositionalParamSpec place) {
    String label = place.paramLabel().replaceAll("[\\[\\]]", "");
    String repeated = place.index().isVariable() && place.arity().isVariable() ? " ..." : "";
    return place.arity().min() == 0 || place.hideParamSyntax()
        ? " [" + label + repeated + "]"
        : " " + label + repeated;
  }

  private void tail() {
    page.section("EXIT STATUS");
    Map<Integer, String> codes =
        new TreeMap<>(
            Map.of(
                ExitCode.DONE, "It is done.",
                ExitCode.FAILED, "It could not be done; nothing was changed, unless it says so.",
                ExitCode.USAGE, "The words, or the configuration, can't be right."));
    codes.forEach((code, meaning) -> page.item(Integer.toString(code), List.of(meaning)));
    page.section("FILES");
    page.item(Frontsigner.CONFIGURATION, List.of("The configuration."));
    page.section("SEE ALSO");
    page.line("frontsigner.yaml(5)");
  }
}
