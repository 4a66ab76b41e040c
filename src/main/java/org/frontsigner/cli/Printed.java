package org.frontsigner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the program says of itself: a text that is made of the models of its verbs. */
abstract class Printed implements Callable<Integer> {
  @ParentCommand private Frontsigner frontsigner;
  @Spec private CommandSpec spec;

  /** The text for a command line with these verbs, lines ending in a newline. */
  abstract String text(CommandLine root);

  private record Text(String text) {}

  @Override
  public final Integer call() {
    String text = text(spec.commandLine().getParent());
    if (frontsigner.wantsJson()) {
      frontsigner.output().json(new Text(text));
    } else {
      frontsigner.output().lines(text.lines().toList());
    }
    return ExitCode.DONE;
  }

  final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
