package org.frontsigner.simulation;

/**
 * How much is simulated.
 *
 * @param zones how many zones
 * @param days for how long
 * @param faults whether anything goes wrong
 * @param turnsOver whether the agenda does anything on Thursdays and each minute; where it does
 *     not, promises are broken, which must be noticed
 */
record Scale(int zones, int days, boolean faults, boolean turnsOver) {
  /** What is claimed of a thousand seeds. */
  static final Scale FULL = new Scale(20, 730, true, true);

  /** What there is time for whenever something is built. */
  static final Scale SHORT = new Scale(2, 40, true, true);
}
