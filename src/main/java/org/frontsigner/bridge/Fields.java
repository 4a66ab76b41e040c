package org.frontsigner.bridge;

/** The fields of one clean line: runs of other than blanks, or texts in double quotes. */
final class Fields {
  private final String line;
  private int at;

  Fields(String line) {
    this.line = line;
    skipBlanks();
  }

  boolean hasNext() {
    return at < line.length();
  }

  /** Where the next field begins, to come back to with {@link #back}. */
  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /**
   * The next field as it is written, escapes and quotes included.
   *
   * @throws IllegalArgumentException when there is none
   */
  String next() {
    if (!hasNext()) {
      throw new IllegalArgumentException("the record ends too early");
    }
    int from = at;
    at = line.charAt(at) == '"' ? quotedEnd() : plainEnd();
    String field = line.substring(from, at);
    skipBlanks();
    return field;
  }

  /** What is left of the line. */
  String rest() {
    String rest = line.substring(at);
    at = line.length();
    return rest;
  }

  /** What is left, without blanks. */
  String joined() {
    return rest().replaceAll("[ \t]+", "");
  }

  /** The next field as a decimal number from 0 to {@code max}. */
  int number(String meaning, int max) {
    return (int) number(meaning, (long) max);
  }

  /** The next field as a decimal number from 0 to {@code max}. */
  long number(String meaning, long max) {
    String field = next();
    if (!field.matches("\\d{1,10}") || Long.parseLong(field) > max) {
      throw new IllegalArgumentException(
          "'%s' is not %s, a number from 0 to %d".formatted(field, meaning, max));
    }
    return Long.parseLong(field);
  }

  /**
   * Demands that nothing is left.
   *
   * @throws IllegalArgumentException when something is
   */
  void end() {
    if (hasNext()) {
      throw new IllegalArgumentException("'" + rest() + "' follows the end of the record");
    }
  }

  private int quotedEnd() {
    int end = at + 1;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, line.length());
  }

  private int plainEnd() {
    int end = at;
    while (end < line.length() && !isBlank(line.charAt(end)) && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, line.length());
  }

  private void skipBlanks() {
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
