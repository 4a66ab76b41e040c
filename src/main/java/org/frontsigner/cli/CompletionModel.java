package org.frontsigner.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Map<String, CompletionModel> models = new TreeMap<>();
    root.getSubcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(entry -> of(entry.getKey(), entry.getValue().getCommandSpec()).byFirstWord())
        .sorted(Comparator.comparing(CompletionModel::name))
        .forEach(model -> models.merge(model.name(), model, CompletionModel::joined));
    return List.copyOf(models.values());
  }

  /** A verb of two words as a verb of the first, with the second in the first place. */
  private CompletionModel byFirstWord() {
    int blank = name.indexOf(' ');
    if (blank < 0) {
      return this;
    }
    List<String> behind = new ArrayList<>(places);
    behind.add(0, name.substring(blank + 1));
    behind.replaceAll(place -> place.equals("@keys") ? "" : place);
    return new CompletionModel(name.substring(0, blank), header, options, behind, repeats);
  }

  /** Two verbs with one first word: what either takes may follow. */
  private CompletionModel joined(CompletionModel other) {
    List<String> longer = places.size() >= other.places.size() ? places : other.places;
    List<String> both = new ArrayList<>(longer);
    both.set(0, places.get(0) + " " + other.places.get(0));
    List<String> all =
        Stream.concat(options.stream(), other.options.stream()).distinct().sorted().toList();
    return new CompletionModel(name, header, all, both, repeats);
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
