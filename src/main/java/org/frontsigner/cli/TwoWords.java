package org.frontsigner.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Verbs of two words, as {@code hsm assign}, are one to the parser of the command line. */
final class TwoWords {
  private TwoWords() {}

  /** The words, with the two that name a verb made one. */
  static String[] joined(String[] words, Collection<String> verbs) {
    int first = firstOfVerb(words);
    if (first < words.length && words[first].equals("help")) {
      first++;
    }
    if (first + 1 >= words.length || !verbs.contains(words[first] + " " + words[first + 1])) {
      return words;
    }
    List<String> joined = new ArrayList<>(List.of(words));
    joined.set(first, words[first] + " " + joined.remove(first + 1));
    return joined.toArray(String[]::new);
  }

  /** The first word that is neither an option nor the value of one. */
  private static int firstOfVerb(String[] words) {
    int at = 0;
    while (at < words.length && words[at].startsWith("-")) {
      at += words[at].equals("-c") || words[at].equals("--config") ? 2 : 1;
    }
    return at;
  }
}
