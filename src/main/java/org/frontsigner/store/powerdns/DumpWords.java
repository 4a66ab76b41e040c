package org.frontsigner.store.powerdns;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/**
 * The words of an SQL dump one by one, comments left out. Reads each character once, so that it
 * ends on whatever it is given. Not thread-safe.
 */
final class DumpWords {
  /** The most characters that one word may have. */
  static final int WORD_CHARACTERS_MAX = 1 << 20;

  private static final int END = -1;

  /** What a word is. */
  enum Kind {
    /** A bare word, or a number: SELECT, records, 3600, -1. */
    BARE,
    /** A name in quotes: "records", `records`. */
    QUOTED,
    /** A value in apostrophes. */
    TEXT,
    /** A single character that is none of those: ( ) , ; . = */
    SIGN,
    /** There is no more. */
    END
  }

  /** A word. Immutable. */
  record Word(Kind kind, String text, int line) {
    boolean isSign(char sign) {
      return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    boolean isBare(String word) {
      return kind == Kind.BARE && text.equalsIgnoreCase(word);
    }

    boolean isName() {
      return kind == Kind.BARE || kind == Kind.QUOTED;
    }

    String lower() {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  private final Reader source;
  private int line = 1;
  private int next;
  private int afterNext;
  private boolean backslashes;
  private boolean backquote;

  /**
   * @throws IOException when the source can't be read
   */
  DumpWords(Reader source) throws IOException {
    this.source = source;
    this.next = source.read();
    this.afterNext = next == END ? END : source.read();
  }

  /** From here on a backslash in a text escapes what follows, as in dumps of MySQL. */
  void escapeByBackslash() {
    backslashes = true;
  }

  /** Whether the last name in quotes was in backquotes, as MySQL alone writes them. */
  boolean sawBackquote() {
    return backquote;
  }

  private int take() throws IOException {
    int taken = next;
    if (taken == '\n') {
      line++;
    }
    next = afterNext;
    afterNext = next == END ? END : source.read();
    return taken;
  }

  /** The next word. */
  Word word() throws IOException, DumpError {
    skipBlanksAndComments();
    int at = line;
    if (next == END) {
      return new Word(Kind.END, "", at);
    }
    if (next == '\'') {
      return new Word(Kind.TEXT, quoted('\'', backslashes), at);
    }
    if (next == '"' || next == '`') {
      backquote = next == '`';
      return new Word(Kind.QUOTED, quoted(next, false), at);
    }
    if ((next == 'E' || next == 'e') && afterNext == '\'') {
      take();
      return new Word(Kind.TEXT, quoted('\'', true), at);
    }
    if (isWordPart(next)) {
      return new Word(Kind.BARE, bare(), at);
    }
    return new Word(Kind.SIGN, Character.toString((char) take()), at);
  }

  private static boolean isWordPart(int character) {
    return Character.isLetterOrDigit(character)
        || character == '_'
        || character == '-'
        || character == '+'
        || character == '$'
        || character == '\\';
  }

  private void skipBlanksAndComments() throws IOException, DumpError {
    boolean more = true;
    while (more) {
      if (next != END && Character.isWhitespace(next)) {
        take();
      } else if ((next == '-' && afterNext == '-') || next == '#') {
        skipLine();
      } else if (next == '/' && afterNext == '*') {
        skipComment();
      } else {
        more = false;
      }
    }
  }

  private void skipLine() throws IOException {
    while (next != END && next != '\n') {
      take();
    }
  }

  private void skipComment() throws IOException, DumpError {
    int begin = line;
    take();
    take();
    while (next != END && !(next == '*' && afterNext == '/')) {
      take();
    }
    if (next == END) {
      throw new DumpError(begin, "the comment that begins here does not end");
    }
    take();
    take();
  }

  private String bare() throws IOException, DumpError {
    StringBuilder text = new StringBuilder();
    while (isWordPart(next) && !(next == '-' && afterNext == '-')) {
      add(text, take());
    }
    return text.toString();
  }

  private String quoted(int quote, boolean escapes) throws IOException, DumpError {
    int begin = line;
    take();
    StringBuilder text = new StringBuilder();
    while (true) {
      if (next == END) {
        throw new DumpError(begin, "the text in quotes that begins here does not end");
      } else if (next == quote && afterNext == quote) {
        take();
        add(text, take());
      } else if (next == quote) {
        take();
        return text.toString();
      } else if (escapes && next == '\\') {
        take();
        add(text, escaped());
      } else {
        add(text, take());
      }
    }
  }

  private int escaped() throws IOException {
    int character = take();
    return switch (character) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      case 'Z' -> 0x1a;
      default -> character;
    };
  }

  private void add(StringBuilder text, int character) throws DumpError {
    if (character == END) {
      return;
    }
    if (text.length() == WORD_CHARACTERS_MAX) {
      throw new DumpError(
          line,
          "a value has more than the " + WORD_CHARACTERS_MAX + " characters that are allowed");
    }
    text.append((char) character);
  }
}
