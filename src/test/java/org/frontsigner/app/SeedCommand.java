package org.frontsigner.app;

import java.util.function.Consumer;

/**
 * A command of pdnssec, and how it is seen that it did what it is for.
 *
 * @param verb its first word
 * @param words all of it, {@code {words}} standing for what earlier commands gave
 * @param effect looks at the scene afterwards, and fails where the effect is missing
 */
record SeedCommand(String verb, String words, Consumer<SeedScene> effect) {
  static SeedCommand of(String words, Consumer<SeedScene> effect) {
    return new SeedCommand(words.replaceFirst(" .*", ""), words, effect);
  }
}
