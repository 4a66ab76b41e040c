package org.frontsigner.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What may follow a verb, as a shell is told it. Immutable.
 *
 * @param name of the verb; an alias has a model of its own
 * @param header what the verb does
 * @param options their names, with dashes
 * @param places what stands behind the verb, in order
 * @param repeats whether more of the last place may follow
 */
record CompletionModel(
    String name, String header, List<String> options, List<String> places, boolean repeats) {
  /** What a place is filled with where the verb does not say which words there are. */
  private static final Map<String, String> BY_LABEL =
      Map.of(
          "ZONE", "@zones",
          "ID", "@keys",
          "NAME", "@tsig-keys",
          "FILE", "@files",
          "VERB", "@verbs");

  /** Begins a place that is no list of words. */
  static final char ASKED = '@';

  CompletionModel {
    options = List.copyOf(options);
    places = List.copyOf(places);
  }

  /** The verbs of a command line, those that are hidden left out. */
  static List<CompletionModel> of(CommandLine root) {
    return root.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(entry -> of(entry.getKey(), entry.getValue().getCommandSpec()))
        .sorted(Comparator.comparing(CompletionModel::name))
        .toList();
  }

  private static CompletionModel of(String name, CommandSpec spec) {
    List<PositionalParamSpec> positions =
        spec.positionalParameters().stream()
            .sorted(Comparator.comparingInt(each -> each.index().min()))
            .toList();
    List<String> places = new ArrayList<>();
    positions.forEach(each -> places.add(place(each)));
    boolean repeats =
        !positions.isEmpty() && positions.get(positions.size() - 1).index().isVariable();
    return new CompletionModel(
        name, spec.usageMessage().header()[0], options(spec), places, repeats);
  }

  static List<String> options(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .sorted()
        .toList();
  }

  private static String place(PositionalParamSpec position) {
    if (position.completionCandidates() != null) {
      return StreamSupport.stream(position.completionCandidates().spliterator(), false)
          .collect(Collectors.joining(" "));
    }
    return BY_LABEL.getOrDefault(position.paramLabel(), "");
  }
}
