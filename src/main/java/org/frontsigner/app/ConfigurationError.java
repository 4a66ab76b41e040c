package org.frontsigner.app;

import java.nio.file.Path;
import org.frontsigner.api.Problem;

/** Makes the problems of configuration files, each beginning with file and line. */
final class ConfigurationError {
  private ConfigurationError() {}

  /** Something is wrong at a line. */
  static Problem at(Path file, int line, String message, String remedy) {
    return Problem.usage(file + ":" + line + ": " + message, remedy);
  }
}
