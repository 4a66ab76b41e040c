package org.frontsigner.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Something that an operator can ask for.
 *
 * @param <T> what comes of it
 */
public abstract class Verb<T> implements Callable<Integer> {
  /** What is said of a zone's name in every verb's help. */
  protected static final String ZONE = "name of the zone, such as example.org";

  /** What is said of a key's id in every verb's help. */
  protected static final String ID = "number of the key, as show-zone and list-keys have it";

  @ParentCommand private Frontsigner frontsigner;
  @Spec private CommandSpec spec;

  /**
   * What is to be asked. Reads the words and files of the verb, so that nothing is asked, and no
   * daemon looked for, when they are wrong.
   */
  protected abstract Function<Admin, T> question();

  /** Shows what came, for people. */
  protected abstract void show(T result, Output output);

  /** Whether what came is good; if not, the verb fails, though its result is shown. */
  protected boolean isGood(T result) {
    return true;
  }

  @Override
  public final Integer call() {
    return ask(frontsigner);
  }

  /** Asks what is to be asked, shows the result, and gives the exit code. */
  int ask(Frontsigner program) {
    Function<Admin, T> question = question();
    try (AdminAccess.Session session = program.open()) {
      return told(question.apply(session.admin()), program);
    }
  }

  /** Shows the result, and gives the exit code. */
  final int told(T result, Frontsigner program) {
    if (program.wantsJson()) {
      program.output().json(result);
    } else {
      show(result, program.output());
    }
    return isGood(result) ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** The words of the verb are wrong. */
  protected final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
