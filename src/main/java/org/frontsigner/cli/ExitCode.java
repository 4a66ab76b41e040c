package org.frontsigner.cli;

import org.frontsigner.api.Problem;

/** What the program ends with. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  private ExitCode() {}

  /** The code of a problem. */
  public static int of(Problem problem) {
    return problem.kind() == Problem.Kind.USAGE ? USAGE : FAILED;
  }
}
