package org.frontsigner.scenario.tool;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as signers write them: {@code YYYYMMDDHHMMSS}, in UTC. */
public final class Times {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private Times() {}

  /** Valid since yesterday, for twenty days to come. */
  public static OfflineSigner.Window aroundNow() {
    Instant now = Instant.now();
    return new OfflineSigner.Window(
        FORM.format(now.minus(Duration.ofDays(1))), FORM.format(now.plus(Duration.ofDays(20))));
  }
}
