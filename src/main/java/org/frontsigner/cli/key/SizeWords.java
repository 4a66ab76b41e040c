package org.frontsigner.cli.key;

import java.util.List;

/**
 * The words that say what a new key is made of. Immutable.
 *
 * @param bits the size; 0: not said
 * @param algorithm as it was written; empty: not said
 */
record SizeWords(int bits, String algorithm) {
  /** Numbers up to this one are of algorithms; no key has so few bits. */
  private static final int ALGORITHM_MAX = 255;

  /**
   * Reads the words, in any order: a number above 255 is one of bits, all else an algorithm.
   *
   * @throws IllegalArgumentException when two words say the same
   */
  static SizeWords parse(List<String> words) {
    int bits = 0;
    String algorithm = "";
    for (String word : words) {
      boolean isBits = word.matches("\\d{3,5}") && Integer.parseInt(word) > ALGORITHM_MAX;
      if (isBits ? bits != 0 : !algorithm.isEmpty()) {
        String former = isBits ? Integer.toString(bits) : algorithm;
        throw new IllegalArgumentException(
            "'%s' and '%s' are both %s; give one"
                .formatted(former, word, isBits ? "numbers of bits" : "taken as algorithms"));
      }
      bits = isBits ? Integer.parseInt(word) : bits;
      algorithm = isBits ? algorithm : word;
    }
    return new SizeWords(bits, algorithm);
  }
}
