package org.frontsigner.store.powerdns;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The few functions that dumps write values with. */
final class Unescape {
  /** A backslash before 4, 6 or 8 hexadecimal digits, as SQLite's unistr() reads it. */
  private static final Pattern UNICODE =
      Pattern.compile("\\\\(?:u?([0-9A-Fa-f]{4})|\\+([0-9A-Fa-f]{6})|U([0-9A-Fa-f]{8})|(\\\\))");

  private static final int CODE_MAX = 0x10ffff;

  private Unescape() {}

  /** The text that octets in hexadecimal are; none when they are not that. */
  static Optional<String> hexadecimal(String digits) {
    return digits.matches("([0-9A-Fa-f]{2})*")
        ? Optional.of(new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** What a function gives; none when it is not known. */
  static Optional<String> call(String function, List<String> arguments) {
    if (arguments.contains(null)) {
      return Optional.empty();
    }
    String first = arguments.get(0);
    return switch (function + "/" + arguments.size()) {
      case "replace/3" ->
          arguments.get(1).isEmpty()
              ? Optional.of(first)
              : bounded(first, arguments.get(1), arguments.get(2));
      case "char/1", "chr/1" -> character(first);
      case "unistr/1" -> Optional.of(unicode(first));
      default -> Optional.empty();
    };
  }

  private static Optional<String> bounded(String text, String part, String by) {
    long growth = (long) Math.max(0, by.length() - part.length()) * text.length();
    return text.length() + growth > DumpWords.WORD_CHARACTERS_MAX
        ? Optional.empty()
        : Optional.of(text.replace(part, by));
  }

  private static Optional<String> character(String number) {
    return number.matches("\\d{1,7}") && Integer.parseInt(number) <= CODE_MAX
        ? Optional.of(Character.toString(Integer.parseInt(number)))
        : Optional.empty();
  }

  private static String unicode(String text) {
    return UNICODE
        .matcher(text)
        .replaceAll(
            found -> {
              String digits = null;
              for (int group = 1; group <= 3 && digits == null; group++) {
                digits = found.group(group);
              }
              long code = digits == null ? '\\' : Long.parseLong(digits, 16);
              String character = code > CODE_MAX ? "?" : Character.toString((int) code);
              return java.util.regex.Matcher.quoteReplacement(character);
            });
  }
}
