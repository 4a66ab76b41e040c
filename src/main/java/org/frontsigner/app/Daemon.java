package org.frontsigner.app;

/** What {@code serve} runs. */
@FunctionalInterface
public interface Daemon {
  /**
   * Serves until it is told to stop.
   *
   * @return the exit code
   * @throws org.frontsigner.api.Problem when it can't begin
   */
  int run(Configuration configuration);
}
