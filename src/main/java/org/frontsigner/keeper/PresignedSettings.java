package org.frontsigner.keeper;

/**
 * What the configuration says of pre-signed zones. Immutable.
 *
 * @param signaturesVerifiedMax how many sets of a zone that comes in, beside those of its apex,
 *     have their signatures verified
 * @param alarmSeconds how long before the first of its signatures expires the alarm is raised
 */
public record PresignedSettings(int signaturesVerifiedMax, long alarmSeconds) {
  private static final int VERIFIED_MAX = 2_000;
  private static final long ALARM_SECONDS = 3 * 86_400L;

  public static final PresignedSettings DEFAULT =
      new PresignedSettings(VERIFIED_MAX, ALARM_SECONDS);
}
