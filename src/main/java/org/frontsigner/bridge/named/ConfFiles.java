package org.frontsigner.bridge.named;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the text of included files comes from. */
@FunctionalInterface
public interface ConfFiles {
  /** A file: its name for messages, by which it is also known again, and its text. Immutable. */
  record Source(String name, String text) {}

  /**
   * The files that an include means, in the order of their names.
   *
   * @param pattern as it is written; may have {@code *}, {@code ?} and {@code [...]}
   * @param directory of the options read before, where there is one
   * @param octetsMax more are refused
   * @throws IOException when there is none, or one can't be read
   */
  List<Source> open(String pattern, Optional<String> directory, long octetsMax) throws IOException;
}
