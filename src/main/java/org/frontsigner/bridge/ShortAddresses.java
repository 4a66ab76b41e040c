package org.frontsigner.bridge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv6 addresses in their short form (RFC 5952, 4.2), which dnsjava does not write. */
final class ShortAddresses {
  private static final Pattern FULL =
      Pattern.compile("(?<![0-9a-fA-F])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}(?![0-9a-fA-F:])");
  private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(?::0)+(?![0-9a-f])");

  private ShortAddresses() {}

  /** The text with every address of eight groups in it shortened. */
  static String in(String text) {
    return FULL.matcher(text).replaceAll(address -> shorten(address.group()));
  }

  /** The longest run of two or more zero groups, of equal ones the first, becomes {@code ::}. */
  private static String shorten(String address) {
    Matcher runs = ZEROS.matcher(address);
    int from = 0;
    int to = 0;
    while (runs.find()) {
      if (runs.end() - runs.start() > to - from) {
        from = runs.start();
        to = runs.end();
      }
    }
    if (to == from) {
      return address;
    }
    String before = from == 0 ? ":" : address.substring(0, from);
    String after = to == address.length() ? ":" : address.substring(to);
    return before + after;
  }
}
