package org.frontsigner.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code completion SHELL}. */
@Command(
    name = "completion",
    header = "Prints what a shell needs to complete verbs, zones and keys.",
    description = {
      "bash: source <(frontsigner completion bash), or into /etc/bash_completion.d/frontsigner",
      "zsh: into a file _frontsigner of a directory in $fpath, before compinit runs",
      "fish: into ~/.config/fish/completions/frontsigner.fish",
      "Names of zones and numbers of keys are asked of the daemon, if one runs and answers at once:",
      "within FRONTSIGNER_COMPLETION_SECONDS, which are 2 where the environment does not say else."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner completion bash")
final class Completion extends Printed {
  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish")
  private String shell;

  /** The shells that there is something for. */
  static final class Shells extends Words {
    Shells() {
      super("bash", "zsh", "fish");
    }
  }

  @Override
  String text(CommandLine root) {
    List<CompletionModel> verbs = CompletionModel.of(root);
    return switch (shell.toLowerCase(Locale.ROOT)) {
      case "bash" -> BashCompletion.of(verbs);
      case "zsh" -> ZshCompletion.of(verbs);
      case "fish" -> FishCompletion.of(verbs);
      default -> throw wrongUse("'" + shell + "' is none of bash, zsh and fish");
    };
  }
}
