package org.frontsigner.scenario.stage;

import java.util.List;

/**
 * What a finished command left behind.
 *
 * @param command the command line, for messages
 * @param exit the exit code
 * @param out standard output; empty when it went to a file of the caller's
 * @param err standard error
 */
public record Output(String command, int exit, String out, String err) {

  /** This output, or an error that shows everything when the command did not exit with 0. */
  public Output succeeded() {
    if (exit != 0) {
      throw new AssertionError("failed: " + this);
    }
    return this;
  }

  /** Standard output without blanks at both ends. */
  public String text() {
    return out.strip();
  }

  /** The lines of standard output that are not blank. */
  public List<String> lines() {
    return out.lines().filter(line -> !line.isBlank()).toList();
  }

  @Override
  public String toString() {
    return command + "\nexit " + exit + "\n" + shortened(out) + "\n" + shortened(err);
  }

  private static String shortened(String text) {
    int max = 4_000;
    return text.length() <= max
        ? text
        : text.substring(0, max) + "\n… " + text.length() + " characters";
  }
}
