package org.frontsigner.bridge;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A $GENERATE directive: numbers from first to last by step, each put where the record says {@code
 * $} or {@code ${offset,width,base}} (bases d, o, x, X and, for reversed nibbles, n and N).
 */
record Generate(long first, long last, long step, String template) {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,10})-(\\d{1,10})(?:/(\\d{1,10}))?");
  private static final Pattern MARK =
      Pattern.compile(
          "\\\\.|\\$\\$|\\$\\{(-?\\d{1,10})(?:,(\\d{1,3})(?:,([doxXnN]))?)?\\}|\\$(?!\\{)|(\\$\\{)");

  private static final long NUMBER_MAX = 0x7fff_ffffL;

  /** Reads what follows the word $GENERATE: the range, and the record with its marks. */
  static Generate parse(Fields fields) {
    String range = fields.next();
    Matcher matcher = RANGE.matcher(range);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + range + "' is no range as 1-9 or 0-254/2");
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    long step = matcher.group(3) == null ? 1 : Long.parseLong(matcher.group(3));
    if (first > last || last > NUMBER_MAX || step < 1) {
      throw new IllegalArgumentException("the range " + range + " is empty, too large or still");
    }
    return new Generate(first, last, step, fields.rest());
  }

  /** The record with the number put in. */
  String expand(long number) {
    Matcher marks = MARK.matcher(template);
    StringBuilder text = new StringBuilder(template.length() + 16);
    int copied = 0;
    while (marks.find()) {
      text.append(template, copied, marks.start()).append(replacement(marks, number));
      copied = marks.end();
      if (text.length() > EntryReader.ENTRY_CHARACTERS_MAX) {
        throw new IllegalArgumentException("a record of $GENERATE is too long");
      }
    }
    return text.append(template, copied, template.length()).toString();
  }

  private static String replacement(Matcher mark, long number) {
    String text = mark.group();
    if (text.startsWith("\\")) {
      return text;
    }
    if (text.equals("$$")) {
      return "\\$";
    }
    if (mark.group(4) != null) {
      throw new IllegalArgumentException("'${' begins no ${offset,width,base}");
    }
    return mark.group(1) == null
        ? Long.toString(number)
        : formatted(
            number + Long.parseLong(mark.group(1)),
            mark.group(2) == null ? 0 : Integer.parseInt(mark.group(2)),
            mark.group(3) == null ? "d" : mark.group(3));
  }

  private static String formatted(long value, int width, String base) {
    if (value < 0) {
      throw new IllegalArgumentException("an offset of $GENERATE leads below 0");
    }
    return switch (base) {
      case "n" -> nibbles(value, width);
      case "N" -> nibbles(value, width).toUpperCase(Locale.ROOT);
      case "o" -> padded(Long.toOctalString(value), width);
      case "x" -> padded(Long.toHexString(value), width);
      case "X" -> padded(Long.toHexString(value).toUpperCase(Locale.ROOT), width);
      default -> padded(Long.toString(value), width);
    };
  }

  private static String padded(String digits, int width) {
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** Hexadecimal digits, the lowest first, with dots between; dots count in the width. */
  private static String nibbles(long value, int width) {
    StringBuilder text = new StringBuilder();
    long left = value;
    do {
      text.append(text.length() == 0 ? "" : ".").append(Long.toHexString(left & 0xf));
      left >>>= 4;
    } while (left != 0 || text.length() + 1 < width);
    return text.toString();
  }
}
