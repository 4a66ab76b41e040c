package org.frontsigner.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text of lines {@code word value}, ended by its checksum, so that a file that was damaged is
 * told from one that was not. Line ends and backslashes in values are written as {@code \n}, {@code
 * \r} and {@code \\}; blanks in words as {@code \s}.
 */
final class FieldLines {
  private static final String END = "end";

  private FieldLines() {}

  /** A line. */
  record Field(String word, String value) {}

  /** Collects lines. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();

    Builder add(String word, Object value) {
      text.append(escape(word).replace(" ", "\\s"))
          .append(' ')
          .append(escape(value.toString()))
          .append('\n');
      return this;
    }

    String build() {
      return text + END + " " + DurableFile.checksum(text.toString()) + "\n";
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  /**
   * The lines of a text.
   *
   * @throws IllegalArgumentException when it is not what was written
   */
  static List<Field> parse(String text) {
    int end = text.lastIndexOf(END + " ");
    boolean whole =
        end >= 0
            && text.substring(end)
                .equals(END + " " + DurableFile.checksum(text.substring(0, end)) + "\n");
    if (!whole) {
      throw new IllegalArgumentException("it is damaged: its checksum does not fit");
    }
    List<Field> fields = new ArrayList<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        fields.add(
            new Field(unescape(line.substring(0, blank)), unescape(line.substring(blank + 1))));
      }
    }
    return fields;
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\' && i + 1 < text.length()) {
        character = plainOf(text.charAt(++i));
      }
      plain.append(character);
    }
    return plain.toString();
  }

  private static char plainOf(char escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 's' -> ' ';
      default -> escaped;
    };
  }

  /** The values of the lines with a word, in order. */
  static List<String> values(List<Field> fields, String word) {
    return fields.stream().filter(field -> field.word().equals(word)).map(Field::value).toList();
  }

  /** The value of the first line with a word. */
  static Optional<String> value(List<Field> fields, String word) {
    return values(fields, word).stream().findFirst();
  }

  /** The value of the first line with a word, which must be there. */
  static String require(List<Field> fields, String word) {
    return value(fields, word)
        .orElseThrow(() -> new IllegalArgumentException("it has no line '" + word + "'"));
  }
}
