package org.frontsigner.app;

import java.util.function.Consumer;

/**
 * A command of pdnssec, and how it is seen that it did what it is for.
 *
 * @param verb its first word
 * @param words all of it, {@code {words}} standing for what earlier commands gave
 * @param before makes what the command needs
 * @param effect looks at the scene afterwards, and fails where the effect is missing
 */
record SeedCommand(
    String verb, String words, Consumer<SeedScene> before, Consumer<SeedScene> effect) {
  static SeedCommand of(String words, Consumer<SeedScene> effect) {
    return of(words, effect, scene -> {});
  }

  static SeedCommand of(String words, Consumer<SeedScene> effect, Consumer<SeedScene> before) {
    return new SeedCommand(words.replaceFirst(" .*", ""), words, before, effect);
  }
}
