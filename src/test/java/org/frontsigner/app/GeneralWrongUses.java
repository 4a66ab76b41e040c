package org.frontsigner.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frontsigner.cli.Tool;
import org.frontsigner.cli.Verb;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The ways in which every verb can be used wrongly, as far as its words allow them. */
final class GeneralWrongUses {
  /** Verbs that make the zone that they name. */
  private static final Set<String> MAKERS = Set.of("create-slave-zone", "create-zone", "load-zone");

  private static final String LABEL_64 = "l".repeat(64);

  private final Named files;
  private final Map<String, String> samples;
  private final CommandLine verb;
  private final List<PositionalParamSpec> places;
  private final List<WrongUse> rows = new ArrayList<>();

  /** Files that the rows name. */
  record Named(String configuration, String wrongConfiguration, String folder) {}

  private GeneralWrongUses(CommandLine verb, Named files, Map<String, String> samples) {
    this.verb = verb;
    this.files = files;
    this.samples = samples;
    this.places =
        verb.getCommandSpec().positionalParameters().stream()
            .sorted(Comparator.comparingInt(place -> place.index().min()))
            .toList();
  }

  /**
   * The rows for a verb.
   *
   * @param samples right words by the label of their place
   */
  static List<WrongUse> of(CommandLine verb, Named files, Map<String, String> samples) {
    GeneralWrongUses all = new GeneralWrongUses(verb, files, samples);
    all.options();
    if (all.readsConfiguration()) {
      all.configurations();
    }
    all.tooFewAndTooMany();
    all.names();
    all.ids();
    return all.rows;
  }

  private boolean readsConfiguration() {
    boolean isServe = verb.getCommandName().equals("serve");
    return isServe || (verb.getCommand() instanceof Verb && !(verb.getCommand() instanceof Tool));
  }

  /** Right words for all places that must be filled. */
  private List<String> rightWords() {
    return places.stream()
        .filter(place -> place.arity().min() > 0 && !place.hideParamSyntax())
        .map(place -> samples.getOrDefault(place.paramLabel(), "x"))
        .toList();
  }

  /** One of each group of options of which one must be given. */
  private List<String> rightOptions() {
    return verb.getCommandSpec().argGroups().stream()
        .filter(group -> group.multiplicity().min() > 0)
        .map(group -> group.options().get(0).longestName() + "=x")
        .toList();
  }

  private void row(int exit, String named, List<String> words) {
    rows.add(new WrongUse(verb.getCommandName(), words, exit, named));
  }

  /** A row of the verb, its right words, and what follows them. */
  private void behind(String named, String... more) {
    List<String> words = new ArrayList<>(List.of("-c", files.configuration()));
    words.add(verb.getCommandName());
    words.addAll(rightWords());
    words.addAll(rightOptions());
    words.addAll(Arrays.asList(more));
    row(2, named, words);
  }

  private void options() {
    behind("--frobnicate", "--frobnicate");
    behind("-x", "-x");
    behind("maybe", "--json=maybe");
    behind("perhaps", "--verbose=perhaps");
    behind("--config", "-c");
    behind("--config", "-c", files.configuration());
  }

  private void configurations() {
    configured(files.wrongConfiguration(), "lissten");
    configured(files.folder() + "/missing.yaml", "missing.yaml");
    configured(files.folder(), files.folder());
  }

  private void configured(String configuration, String named) {
    List<String> words = new ArrayList<>(List.of("-c", configuration, verb.getCommandName()));
    words.addAll(rightWords());
    row(2, named, words);
  }

  private void tooFewAndTooMany() {
    List<String> right = rightWords();
    if (!right.isEmpty()) {
      required(List.of(), 0);
    }
    if (right.size() > 1) {
      required(right.subList(0, right.size() - 1), right.size() - 1);
    }
    boolean endless = places.stream().anyMatch(place -> place.index().isVariable());
    if (!endless) {
      List<String> words = new ArrayList<>(List.of("-c", files.configuration()));
      words.add(verb.getCommandName());
      places.forEach(
          place ->
              words.add(
                  place.completionCandidates() != null
                      ? place.completionCandidates().iterator().next()
                      : samples.getOrDefault(place.paramLabel(), "x")));
      words.add("surplus");
      row(2, "surplus", words);
    }
  }

  private void required(List<String> given, int missing) {
    List<String> words = new ArrayList<>(List.of("-c", files.configuration()));
    words.add(verb.getCommandName());
    words.addAll(given);
    row(2, places.get(missing).paramLabel(), words);
  }

  private boolean begins(String label) {
    return !places.isEmpty() && places.get(0).paramLabel().equals(label);
  }

  private void names() {
    if (!begins("ZONE") || !(verb.getCommand() instanceof Verb)) {
      return;
    }
    if (!MAKERS.contains(verb.getCommandName())) {
      first("missing.example", 1, "missing.example");
    }
    first("a..b", 2, "a..b");
    first(LABEL_64 + ".example", 2, LABEL_64);
    first("bad\\999.example", 2, "bad\\999.example");
    first((LABEL_64.substring(1) + ".").repeat(5), 2, LABEL_64.substring(1));
  }

  private void ids() {
    int at = 0;
    while (at < places.size() && !places.get(at).paramLabel().equals("ID")) {
      at++;
    }
    if (at < places.size()) {
      at(at, "one", 2, "one");
      at(at, "1.5", 2, "1.5");
      at(at, "99999", 1, "99999");
      at(at, "99999999999999999999", 2, "99999999999999999999");
    }
  }

  private void first(String word, int exit, String named) {
    at(0, word, exit, named);
  }

  private void at(int place, String word, int exit, String named) {
    List<String> right = new ArrayList<>(rightWords());
    if (right.isEmpty()) {
      right.add(word);
    } else {
      right.set(place, word);
    }
    List<String> words = new ArrayList<>(List.of("-c", files.configuration()));
    words.add(verb.getCommandName());
    words.addAll(right);
    row(exit, named, words);
  }
}
