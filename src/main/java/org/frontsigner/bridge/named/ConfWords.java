package org.frontsigner.bridge.named;

/**
 * The words of one file one by one, comments left out: what is in quotes, what is between blanks,
 * and the signs that stand alone. Not thread-safe.
 */
final class ConfWords {
  private static final int WORD_CHARACTERS_MAX = 65_536;

  /** What a word is. */
  enum Kind {
    BARE,
    QUOTED,
    OPEN,
    CLOSE,
    SEMICOLON,
    END
  }

  /** A word. Immutable. */
  record Word(Kind kind, String text, Place place) {
    boolean isText() {
      return kind == Kind.BARE || kind == Kind.QUOTED;
    }

    /** How it is shown in messages. */
    String shown() {
      String cut = text.length() > 40 ? text.substring(0, 40) + "..." : text;
      return switch (kind) {
        case END -> "the end of the file";
        case QUOTED -> "\"" + cut + "\"";
        default -> "'" + cut + "'";
      };
    }
  }

  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  ConfWords(String file, String text) {
    this.file = file;
    this.text = text;
  }

  private Place place() {
    return new Place(file, line, at - lineStart + 1);
  }

  private int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : -1;
  }

  private char take() {
    char taken = text.charAt(at++);
    if (taken == '\n') {
      line++;
      lineStart = at;
    }
    return taken;
  }

  /** The next word; at the end always {@link Kind#END}. */
  Word next() throws NamedConfError {
    skip();
    Place place = place();
    return switch (peek(0)) {
      case -1 -> new Word(Kind.END, "", place);
      case '{' -> sign(Kind.OPEN, place);
      case '}' -> sign(Kind.CLOSE, place);
      case ';' -> sign(Kind.SEMICOLON, place);
      case '"' -> new Word(Kind.QUOTED, quoted(place), place);
      default -> new Word(Kind.BARE, bare(place), place);
    };
  }

  private Word sign(Kind kind, Place place) {
    return new Word(kind, Character.toString(take()), place);
  }

  private void skip() throws NamedConfError {
    boolean more = true;
    while (more) {
      int next = peek(0);
      if (isBlank(next)) {
        take();
      } else if (next == '#' || (next == '/' && peek(1) == '/')) {
        while (peek(0) >= 0 && peek(0) != '\n') {
          take();
        }
      } else if (next == '/' && peek(1) == '*') {
        comment();
      } else {
        more = false;
      }
    }
  }

  private static boolean isBlank(int character) {
    return character >= 0 && character <= ' ';
  }

  private void comment() throws NamedConfError {
    Place place = place();
    take();
    take();
    while (peek(0) >= 0 && !(peek(0) == '*' && peek(1) == '/')) {
      take();
    }
    if (peek(0) < 0) {
      throw new NamedConfError(place, "the comment that begins here does not end: expected '*/'");
    }
    take();
    take();
  }

  private String quoted(Place place) throws NamedConfError {
    take();
    StringBuilder word = new StringBuilder();
    while (peek(0) != '"') {
      if (peek(0) < 0 || peek(0) == '\n') {
        throw new NamedConfError(place, "the text that begins here does not end: expected '\"'");
      }
      if (peek(0) == '\\' && peek(1) >= 0 && peek(1) != '\n') {
        take();
      }
      add(word, take(), place);
    }
    take();
    return word.toString();
  }

  private String bare(Place place) throws NamedConfError {
    StringBuilder word = new StringBuilder();
    boolean more = true;
    while (more) {
      add(word, take(), place);
      int next = peek(0);
      boolean isComment = next == '/' && (peek(1) == '/' || peek(1) == '*');
      more = next >= 0 && !isBlank(next) && "{};\"#".indexOf(next) < 0 && !isComment;
    }
    return word.toString();
  }

  private static void add(StringBuilder word, char character, Place place) throws NamedConfError {
    if (word.length() == WORD_CHARACTERS_MAX) {
      throw new NamedConfError(
          place, "a word has more than the " + WORD_CHARACTERS_MAX + " characters allowed");
    }
    word.append(character);
  }
}
