package org.frontsigner.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Completion for bash, 4 or newer. */
final class BashCompletion {
  private static final String BEFORE =
      """
      # bash completion for frontsigner, made by "frontsigner completion bash"

      # What only a daemon knows: nothing when none runs, or when it takes its time.
      _frontsigner_names() {
        local program=${COMP_WORDS[0]/#\\~/$HOME}
        local -a timely=()
        if command -v timeout >/dev/null; then timely=(timeout "${FRONTSIGNER_COMPLETION_SECONDS:-2}"); fi
        "${timely[@]}" "$program" ${config:+-c "$config"} completion-names "$@" 2>/dev/null </dev/null
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

      _frontsigner_offer() {
        local IFS=$'\\n'
        COMPREPLY=($(compgen -W "$1" -- "$cur"))
      }

      _frontsigner() {
        local cur=${COMP_WORDS[COMP_CWORD]} config= verb= zone= word= place= repeats= options=
        local -a places
        local -i at position=0
        COMPREPLY=()
        for ((at = 1; at < COMP_CWORD; at++)); do
          word=${COMP_WORDS[at]}
          case $word in
            -c | --config)
              at+=1
              config=${COMP_WORDS[at]}
              if ((at >= COMP_CWORD)); then place=@files; fi
              ;;
            # bash splits an address at its colon
            :) at+=1 ;;
            -*) ;;
            *)
              if [[ -z $verb ]]; then
                verb=$word
              else
                if ((position == 0)); then zone=$word; fi
                position+=1
              fi
              ;;
          esac
        done
        _frontsigner_verb "$verb"
        if [[ -n $place ]]; then
          :
        elif [[ $cur == -* ]]; then
          _frontsigner_offer "${options// /$'\\n'}"
          return
        elif [[ -z $verb ]]; then
          place=@verbs
        elif ((position < ${#places[@]})); then
          place=${places[position]}
        elif [[ -n $repeats && ${#places[@]} -gt 0 ]]; then
          place=${places[${#places[@]} - 1]}
        fi
        case $place in
          @verbs) _frontsigner_offer "${_frontsigner_verbs// /$'\\n'}" ;;
          @zones | @tsig-keys) _frontsigner_offer "$(_frontsigner_names "${place#@}")" ;;
          @keys) _frontsigner_offer "$(_frontsigner_names keys "$zone")" ;;
          @files)
            compopt -o filenames 2>/dev/null
            local IFS=$'\\n'
            COMPREPLY=($(compgen -f -- "$cur"))
            ;;
          ?*) _frontsigner_offer "${place// /$'\\n'}" ;;
        esac
      }

      complete -F _frontsigner frontsigner
      """;

  private BashCompletion() {}

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
    text.append(AFTER);
    text.append("_frontsigner_verbs='")
        .append(verbs.stream().map(CompletionModel::name).collect(Collectors.joining(" ")))
        .append("'\n");
    return text.toString();
  }
}
