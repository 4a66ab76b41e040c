package org.frontsigner.keeper;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.SigningWindow;

/**
 * A time to come for which turnovers are rehearsed. Immutable.
 *
 * @param from not before now
 */
record RehearsalTime(Instant from, Instant until) {
  private static final Pattern PERIOD = Pattern.compile("([0-9]{1,5})([wdhWDH])");
  private static final Duration PERIOD_MAX = Duration.ofDays(3653);
  private static final Duration AHEAD_MAX = Duration.ofDays(36_525);

  /**
   * Reads what an operator wrote.
   *
   * @throws Problem USAGE when it is no time, is past or too far away
   */
  static RehearsalTime parse(String at, String period, Instant now) {
    Instant from = at.isEmpty() ? now : time(at);
    if (from.isBefore(now.minus(Duration.ofDays(1))) || from.isAfter(now.plus(AHEAD_MAX))) {
      throw Problem.usage(
          "'%s' is not between now and a hundred years from now".formatted(at),
          "What was is told by why-serial");
    }
    return new RehearsalTime(from, from.plus(length(period)));
  }

  private static Instant time(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeException noTime) {
      throw Problem.usage(
          "'%s' is no time".formatted(text),
          "Write it as 2026-12-24, or as 2026-12-24T06:00:00Z; it is in UTC");
    }
  }

  private static Duration length(String text) {
    Matcher matcher = PERIOD.matcher(text);
    if (!matcher.matches()) {
      throw Problem.usage(
          "'%s' is no length of time".formatted(text), "Write it as 5w, 10d or 36h");
    }
    long count = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "w" -> Duration.ofDays(7 * count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofHours(count);
        };
    if (length.isZero() || length.compareTo(PERIOD_MAX) > 0) {
      throw Problem.usage(
          "'%s' is not up to ten years".formatted(text), "Write it as 5w, 10d or 36h");
    }
    return length;
  }

  /** All turnovers after {@code now} that come before the end, those before the beginning too. */
  List<Instant> turnoversAfter(Instant now) {
    List<Instant> turnovers = new ArrayList<>();
    Instant turnover = SigningWindow.turnoverAfter(now);
    while (!turnover.isAfter(until)) {
      turnovers.add(turnover);
      turnover = SigningWindow.turnoverAfter(turnover);
    }
    return turnovers;
  }
}
