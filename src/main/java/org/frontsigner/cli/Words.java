package org.frontsigner.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Words that a place of a verb can have; what completion offers there. */
public abstract class Words implements Iterable<String> {
  private final List<String> words;

  protected Words(String... words) {
    this.words = List.of(words);
  }

  public final List<String> words() {
    return words;
  }

  @Override
  public final Iterator<String> iterator() {
    return words.iterator();
  }

  /**
   * Whether the one word that may stand there does.
   *
   * @param given what stands there; null: nothing
   * @param wrongUse makes the exception for another word
   */
  public static boolean isGiven(
      String given, String word, Function<String, ? extends RuntimeException> wrongUse) {
    if (given == null) {
      return false;
    }
    if (!given.toLowerCase(Locale.ROOT).equals(word)) {
      throw wrongUse.apply("only '" + word + "' may stand there, not '" + given + "'");
    }
    return true;
  }
}
