package org.frontsigner.scenario.zone;

/** How a signed zone proves that something does not exist. */
public enum Denial {
  NSEC,
  NSEC3,
  /** NSEC3 without the insecure delegations. */
  NSEC3_OPT_OUT,
  /** NSEC3 made for each question; there is no chain, so no transfer. */
  NSEC3_NARROW
}
