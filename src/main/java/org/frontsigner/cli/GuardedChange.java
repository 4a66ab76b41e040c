package org.frontsigner.cli;

import picocli.CommandLine.Option;

/** A change that is refused where it would break the chain of trust, unless it is forced. */
public abstract class GuardedChange extends Change {
  /** What is said of forcing in every verb's help. */
  public static final String FORCE =
      "do it although resolvers that validate would fail, or may; the daemon logs it";

  @Option(names = "--force", description = FORCE)
  private boolean force;

  protected final boolean isForced() {
    return force;
  }
}
