package org.frontsigner.keeper;

import java.util.Locale;

/**
 * What an operator may have to act on. The names are fixed: monitoring is configured by them;
 * docs/alarms.md says what raises and what clears each one.
 */
public enum AlarmKind {
  /** No primary of a zone could be used, several times in a row or for long. */
  ZONE_REFRESH_FAILING(Severity.WARNING),

  /** A zone's data expires soon, as no primary confirms it. */
  ZONE_NEAR_EXPIRY(Severity.CRITICAL),

  /** A zone's data has expired: it is answered with SERVFAIL. */
  ZONE_EXPIRED(Severity.CRITICAL),

  /** What is stored of a zone can't be used, so that it is not served. */
  ZONE_NOT_SERVED(Severity.CRITICAL),

  /** Signatures come to their end that should have been renewed. */
  SIGNATURES_NEAR_END(Severity.CRITICAL),

  /** Signatures are past their end: resolvers refuse the zone. */
  SIGNATURES_EXPIRED(Severity.CRITICAL),

  /** A token has not made the signatures of this week: those of last week are served. */
  SIGNATURES_HELD(Severity.WARNING),

  /** A secondary serves an older serial than it should. */
  SECONDARY_LAGGING(Severity.WARNING),

  /** A secondary of a zone was refused a transfer of it. */
  TRANSFER_REFUSED(Severity.WARNING),

  /** The time of day jumped. */
  CLOCK_JUMPED(Severity.WARNING),

  /** The time of day differs from that of peers. */
  CLOCK_DEVIATES(Severity.WARNING),

  /** A zone's key can't be used any more. */
  KEY_MISSING(Severity.CRITICAL),

  /** A PKCS #11 token can't be used. */
  TOKEN_DOWN(Severity.CRITICAL),

  /** Changes can't be made durable. */
  STORE_FAILING(Severity.CRITICAL),

  /** The database was found damaged or gone. */
  STORE_DAMAGED(Severity.CRITICAL),

  /** Alarms can't be posted. */
  WEBHOOK_FAILING(Severity.WARNING);

  /** How soon somebody has to act. */
  public enum Severity {
    /** In working hours: everything is served as it should be. */
    WARNING,
    /** Now: resolvers fail, or will. */
    CRITICAL;

    /** In lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Severity severity;

  AlarmKind(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** The fixed name: lower case, with hyphens. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
