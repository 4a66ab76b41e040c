package org.frontsigner.api;

/**
 * A zone was pulled, or found to be current. Immutable.
 *
 * @param primary the address of the one that answered
 * @param how what was used
 * @param primarySerial of the data now
 * @param servedSerial what is served now
 */
public record Retrieved(
    String zone, String primary, How how, long primarySerial, long servedSerial) {
  /** How the data came. */
  public enum How {
    /** It did not: ours is current. */
    UNCHANGED,
    /** Whole. */
    AXFR,
    /** As differences. */
    IXFR
  }
}
