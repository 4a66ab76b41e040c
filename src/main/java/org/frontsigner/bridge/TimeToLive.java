package org.frontsigner.bridge;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TTL as master files have it: seconds, or numbers with the units w, d, h, m, s as 1h30m. */
final class TimeToLive {
  /** The longest TTL (RFC 2181, 8). */
  static final long SECONDS_MAX = 0x7fff_ffffL;

  private static final Pattern WHOLE = Pattern.compile("\\d{1,10}|(\\d{1,10}[smhdw])+");
  private static final Pattern PART = Pattern.compile("(\\d+)([smhdw]?)");

  private TimeToLive() {}

  /**
   * The seconds that a field says.
   *
   * @throws IllegalArgumentException when it is no TTL or too long
   */
  static long require(String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    if (!WHOLE.matcher(lower).matches()) {
      throw new IllegalArgumentException("'" + field + "' is no TTL");
    }
    long total = 0;
    Matcher parts = PART.matcher(lower);
    while (parts.find() && total <= SECONDS_MAX) {
      total += Long.parseLong(parts.group(1)) * unitSeconds(parts.group(2));
    }
    if (total > SECONDS_MAX) {
      throw new IllegalArgumentException(
          "the TTL " + field + " is longer than " + SECONDS_MAX + " seconds");
    }
    return total;
  }

  private static long unitSeconds(String unit) {
    return switch (unit) {
      case "m" -> 60;
      case "h" -> 3600;
      case "d" -> 86_400;
      case "w" -> 604_800;
      default -> 1;
    };
  }
}
