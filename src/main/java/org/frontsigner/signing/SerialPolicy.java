package org.frontsigner.signing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.frontsigner.wire.Serial;

/**
 * What serial a signed zone is served with (PowerDNS' SOA-EDIT), always in UTC. The served serial
 * always rises (RFC 1982): where a kind gives no higher value, it is the last served and one.
 */
public enum SerialPolicy {
  /** The primary's serial plus the number of weeks since the epoch. */
  INCREMENT_WEEKS,
  /** The Thursday of the week in seconds, where the primary's serial is lower. */
  INCEPTION_EPOCH,
  /** The Thursday of the week as YYYYMMDD01, counted up within it. */
  INCEPTION_INCREMENT,
  /** The time of the change in seconds. */
  EPOCH,
  /** The Thursday of the week as YYYYMMDD01. */
  INCEPTION,
  /** The number of weeks since the epoch. */
  INCEPTION_WEEK,
  /** The primary's serial. */
  NONE;

  private static final long WEEK_SECONDS = 604_800;
  private static final long DAY_SECONDS = 86_400;

  /** The kind of a name such as {@code increment-weeks}, in any letter case. */
  public static Optional<SerialPolicy> of(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (SerialPolicy policy : values()) {
      if (policy.name().equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  /** The name as operators write it. */
  public String text() {
    return name().replace('_', '-');
  }

  /** The value of this kind for the primary's serial at a time, whatever was served before. */
  public long edit(long serial, Instant now) {
    long week = SigningWindow.weekOf(now).getEpochSecond();
    return switch (this) {
      case INCREMENT_WEEKS -> Serial.add(serial, week / WEEK_SECONDS);
      case INCEPTION_EPOCH -> Math.max(serial, week & 0xffff_ffffL);
      case INCEPTION_INCREMENT -> inceptionIncrement(serial, week);
      case EPOCH -> now.getEpochSecond() & 0xffff_ffffL;
      case INCEPTION -> (date(week) * 100 + 1) & 0xffff_ffffL;
      case INCEPTION_WEEK -> week / WEEK_SECONDS;
      case NONE -> serial;
    };
  }

  private static long inceptionIncrement(long serial, long week) {
    long first = date(week) * 100 + 1;
    long last = date(week + 2 * DAY_SECONDS) * 100 + 99;
    if (serial < first - 1) {
      return Serial.add(first, 0);
    }
    if (serial <= first) {
      return Serial.add(first, 1);
    }
    return serial <= last ? Serial.add(serial, 1) : serial;
  }

  private static long date(long seconds) {
    var day = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate();
    return day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
  }

  /**
   * The serial to be served next.
   *
   * @param lastServed the serial served before this change
   */
  public long next(long primarySerial, long lastServed, Instant now) {
    long edited = edit(primarySerial, now);
    if (this == NONE) {
      return primarySerial;
    }
    return Serial.isAfter(edited, lastServed) ? edited : Serial.add(lastServed, 1);
  }

  /** The serial of a zone that was never served. */
  public long first(long primarySerial, Instant now) {
    return edit(primarySerial, now);
  }
}
