package org.frontsigner.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Completion for zsh. */
final class ZshCompletion {
  private static final String BEFORE =
      """
      #compdef frontsigner
      # zsh completion for frontsigner, made by "frontsigner completion zsh"

      # What only a daemon knows: nothing when none runs, or when it takes its time.
      _frontsigner_names() {
        local -a timely
        if (( $+commands[timeout] )); then timely=(timeout ${FRONTSIGNER_COMPLETION_SECONDS:-2}); fi
        $timely ${~words[1]} ${config:+-c} $config completion-names "$@" 2>/dev/null </dev/null
      }

      # Sets places, repeats and options of a verb.
      _frontsigner_verb() {
        places=()
        repeats=
        case $1 in
      """;

  private static final String AFTER =
      """
        esac
      }

      _frontsigner() {
        local config= verb= zone= place= repeats= options=
        local -a places
        local -i at position=0
        for ((at = 2; at < CURRENT; at++)); do
          case $words[at] in
            -c | --config)
              at+=1
              config=$words[at]
              if ((at >= CURRENT)); then place=@files; fi
              ;;
            -*) ;;
            *)
              if [[ -z $verb ]]; then
                verb=$words[at]
              else
                if ((position == 0)); then zone=$words[at]; fi
                position+=1
              fi
              ;;
          esac
        done
        _frontsigner_verb "$verb"
        if [[ -n $place ]]; then
          :
        elif [[ $words[CURRENT] == -* ]]; then
          compadd -- ${=options}
          return
        elif [[ -z $verb ]]; then
          place=@verbs
        elif ((position < $#places)); then
          place=$places[position+1]
        elif [[ -n $repeats && $#places -gt 0 ]]; then
          place=$places[-1]
        fi
        case $place in
          @verbs) _describe verb _frontsigner_verbs ;;
          @zones | @tsig-keys) compadd -- ${(f)"$(_frontsigner_names ${place#@})"} ;;
          @keys) compadd -- ${(f)"$(_frontsigner_names keys $zone)"} ;;
          @files) _files ;;
          ?*) compadd -- ${=place} ;;
        esac
      }
      """;

  private static final String LAST =
      """
      if [[ $funcstack[1] == _frontsigner ]]; then
        _frontsigner "$@"
      elif (( $+functions[compdef] )); then
        compdef _frontsigner frontsigner
      fi
      """;

  private ZshCompletion() {}

  static String of(List<CompletionModel> verbs) {
    StringBuilder text = new StringBuilder(BEFORE);
    for (CompletionModel verb : verbs) {
      text.append(
          "    %s) places=(%s) repeats=%s options='%s' ;;\n"
              .formatted(
                  verb.name(),
                  verb.places().stream().map(Quoted::single).collect(Collectors.joining(" ")),
                  verb.repeats() ? "1" : "",
                  String.join(" ", verb.options())));
    }
    text.append("    *) options='--config --help --json --verbose --version' ;;\n");
    text.append(AFTER).append("\n_frontsigner_verbs=(\n");
    for (CompletionModel verb : verbs) {
      text.append("  ").append(Quoted.single(verb.name() + ":" + verb.header())).append('\n');
    }
    return text.append(")\n\n").append(LAST).toString();
  }
}
