package org.frontsigner.cli.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.frontsigner.api.KeyRole;
import org.frontsigner.cli.Words;

/**
 * The words that say what a new key is for, in any order and letter case. Immutable.
 *
 * @param rest the words that are none of these, in order
 */
record KeyWords(KeyRole role, List<String> rest) {
  KeyWords {
    rest = List.copyOf(rest);
  }

  /**
   * Reads the words.
   *
   * @param unsaid what holds where no word says else
   * @throws IllegalArgumentException when two words say the same or contradict each other
   */
  static KeyWords parse(List<String> words, KeyRole unsaid) {
    Choice secureEntryPoint = new Choice("ksk", "zsk", unsaid.secureEntryPoint());
    Choice active = new Choice("active", "inactive", unsaid.active());
    Choice published = new Choice("published", "unpublished", unsaid.published());
    List<String> rest = new ArrayList<>();
    for (String word : words) {
      boolean known = secureEntryPoint.takes(word) || active.takes(word) || published.takes(word);
      if (!known) {
        rest.add(word);
      }
    }
    return new KeyWords(new KeyRole(secureEntryPoint.value, active.value, published.value), rest);
  }

  /** What may stand where a key is described, for completion. */
  static final class Roles extends Words {
    Roles() {
      super("ksk", "zsk", "active", "inactive", "published", "unpublished");
    }
  }

  /** Likewise where the key is made. */
  static final class WithAlgorithms extends Words {
    WithAlgorithms() {
      super(
          Stream.concat(new Roles().words().stream(), new Algorithms().words().stream())
              .toArray(String[]::new));
    }
  }

  /** The algorithms by pdnssec's names. */
  static final class Algorithms extends Words {
    Algorithms() {
      super(
          "rsasha1",
          "rsasha1-nsec3-sha1",
          "rsasha256",
          "rsasha512",
          "gost",
          "ecdsa256",
          "ecdsa384",
          "ed25519",
          "ed448");
    }
  }

  /** One of two words, given at most once. */
  private static final class Choice {
    private final String yes;
    private final String no;
    private boolean value;
    private String said;

    Choice(String yes, String no, boolean unsaid) {
      this.yes = yes;
      this.no = no;
      this.value = unsaid;
    }

    boolean takes(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (!lower.equals(yes) && !lower.equals(no)) {
        return false;
      }
      if (said != null) {
        throw new IllegalArgumentException(
            "'%s' and '%s' together; give one of %s and %s, once".formatted(said, word, yes, no));
      }
      said = word;
      value = lower.equals(yes);
      return true;
    }
  }
}
