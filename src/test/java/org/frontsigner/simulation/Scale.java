package org.frontsigner.simulation;

/**
 * How much is simulated.
 *
 * @param zones how many zones
 * @param days for how long
 * @param faults whether anything goes wrong
 * @param database whether the disk is a real database in a directory
 */
record Scale(int zones, int days, boolean faults, boolean database) {
  static final Scale FULL = new Scale(20, 730, true, false);

  Scale withDatabase() {
    return new Scale(zones, days, faults, true);
  }
}
