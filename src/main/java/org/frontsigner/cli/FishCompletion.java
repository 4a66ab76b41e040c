package org.frontsigner.cli;

import java.util.List;

/** Completion for fish, 3 or newer. */
final class FishCompletion {
  private static final String BEFORE =
      """
      # fish completion for frontsigner, made by "frontsigner completion fish"

      # The words that are complete: the verb and what follows it. With "config": its file, if one was named.
      function __frontsigner_words
          set -l words (commandline -opc)
          set -l skip
          for word in $words[2..-1]
              if test -n "$skip"
                  test "$argv[1]" = config; and echo -- $word
                  set skip
              else if contains -- $word -c --config
                  set skip 1
              else if not string match -q -- '-*' $word
                  test "$argv[1]" = config; or echo -- $word
              end
          end
      end

      # Whether the word to be completed is at a place behind a verb; "+" for all from there on.
      function __frontsigner_at
          set -l words (__frontsigner_words)
          test (count $words) -gt 0; and test "$words[1]" = $argv[1]; or return 1
          set -l place (math (count $words) - 1)
          test $place -eq $argv[2]; or begin
              test "$argv[3]" = +; and test $place -gt $argv[2]
          end
      end

      # What only a daemon knows: nothing when none runs, or when it takes its time.
      function __frontsigner_names
          set -l program (commandline -opc)[1]
          set -l config (__frontsigner_words config)
          set -l words (__frontsigner_words)
          set -l timely
          set -l seconds 2
          set -q FRONTSIGNER_COMPLETION_SECONDS; and set seconds $FRONTSIGNER_COMPLETION_SECONDS
          command -q timeout; and set timely timeout $seconds
          set -l about $argv
          test "$argv[1]" = keys; and set about keys $words[2]
          set -l at
          test -n "$config"; and set at -c $config[-1]
          $timely $program $at completion-names $about 2>/dev/null </dev/null
      end

      complete -c frontsigner -f
      complete -c frontsigner -s c -l config -r -F -d 'the configuration file'
      """;

  private FishCompletion() {}

  static String of(List<CompletionModel> verbs) {
    StringBuilder text = new StringBuilder(BEFORE);
    for (CompletionModel verb : verbs) {
      text.append(
          "complete -c frontsigner -n 'test (count (__frontsigner_words)) -eq 0' -a %s -d %s\n"
              .formatted(verb.name(), Quoted.fish(verb.header())));
    }
    for (CompletionModel verb : verbs) {
      for (int i = 0; i < verb.places().size(); i++) {
        boolean isLast = i == verb.places().size() - 1;
        addPlace(verb, i, isLast && verb.repeats(), verbs, text);
      }
      for (String option : verb.options()) {
        if (!option.equals("--config")) {
          text.append(
              "complete -c frontsigner -n '__frontsigner_at %s 0 +' -l %s\n"
                  .formatted(verb.name(), option.substring(2)));
        }
      }
    }
    return text.toString();
  }

  private static void addPlace(
      CompletionModel verb,
      int at,
      boolean repeats,
      List<CompletionModel> verbs,
      StringBuilder text) {
    String place = verb.places().get(at);
    if (place.isEmpty()) {
      return;
    }
    String what =
        switch (place) {
          case "@files" -> "-F";
          case "@verbs" ->
              "-a "
                  + Quoted.fish(
                      String.join(" ", verbs.stream().map(CompletionModel::name).toList()));
          default ->
              place.charAt(0) == CompletionModel.ASKED
                  ? "-a '(__frontsigner_names " + place.substring(1) + ")'"
                  : "-a " + Quoted.fish(place);
        };
    text.append(
        "complete -c frontsigner -n '__frontsigner_at %s %d%s' %s\n"
            .formatted(verb.name(), at, repeats ? " +" : "", what));
  }
}
