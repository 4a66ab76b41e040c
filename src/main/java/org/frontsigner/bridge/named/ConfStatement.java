package org.frontsigner.bridge.named;

import java.util.List;
import java.util.Locale;
import org.frontsigner.bridge.named.ConfWords.Word;

/** A statement: words, with blocks of statements between them. Immutable. */
record ConfStatement(List<Element> elements, Place end) {
  /** A part of a statement. */
  sealed interface Element {
    Place place();

    /** How it is shown in messages. */
    String shown();
  }

  /** A word, in quotes or not. */
  record Text(Word word) implements Element {
    @Override
    public Place place() {
      return word.place();
    }

    @Override
    public String shown() {
      return word.shown();
    }

    String text() {
      return word.text();
    }
  }

  /** What is in braces. */
  record Block(List<ConfStatement> statements, Place place, Place end) implements Element {
    @Override
    public String shown() {
      return "'{'";
    }
  }

  Place place() {
    return elements.get(0).place();
  }

  /** The first word in lower case; empty where the statement begins with a block. */
  String keyword() {
    return elements.get(0) instanceof Text text ? text.text().toLowerCase(Locale.ROOT) : "";
  }
}
