package org.frontsigner.app;

import java.util.List;

/**
 * A command line that can't be, and what has to come of it.
 *
 * @param words all of them, with the program's own
 * @param exit 2 where the words can never be right, 1 where it is refused now
 * @param named what the message has to name
 */
record WrongUse(String verb, List<String> words, int exit, String named) {
  WrongUse {
    words = List.copyOf(words);
  }

  @Override
  public String toString() {
    return "frontsigner " + String.join(" ", words);
  }
}
