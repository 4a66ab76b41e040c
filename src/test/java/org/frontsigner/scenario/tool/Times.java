package org.frontsigner.scenario.tool;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as signers write them: {@code YYYYMMDDHHMMSS}, in UTC. */
public final class Times {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private Times() {}

  /** From the start of a window to its end. */
  static long seconds(OfflineSigner.Window window) {
    Instant inception = FORM.parse(window.inception(), Instant::from);
    return inception.until(FORM.parse(window.expiration(), Instant::from), ChronoUnit.SECONDS);
  }

  /** Valid since yesterday, for twenty days to come. */
  public static OfflineSigner.Window aroundNow() {
    Instant now = Instant.now();
    return new OfflineSigner.Window(
        FORM.format(now.minus(Duration.ofDays(1))), FORM.format(now.plus(Duration.ofDays(20))));
  }
}
