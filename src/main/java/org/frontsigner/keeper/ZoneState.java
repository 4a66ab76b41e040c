package org.frontsigner.keeper;

import java.time.Instant;

/**
 * How far a zone has come; kept with it so that a restart goes on where it was. Immutable.
 *
 * @param hasData whether the zone was ever pulled or loaded
 * @param primarySerial the serial of the data, as the primary gave it
 * @param servedSerial the serial last served; never goes back (RFC 1982)
 * @param windowInception inception of the signatures last served; the epoch when never signed
 * @param confirmed when a primary last said that the data is current; the epoch when never
 * @param servedAs the {@link ServedAs digest} of the keys and settings last served
 */
public record ZoneState(
    boolean hasData,
    long primarySerial,
    long servedSerial,
    Instant windowInception,
    Instant confirmed,
    String servedAs) {
  public static final ZoneState NEW = new ZoneState(false, 0, 0, Instant.EPOCH, Instant.EPOCH);

  /** A state of which is not known with what keys and settings the zone was served. */
  public ZoneState(
      boolean hasData,
      long primarySerial,
      long servedSerial,
      Instant windowInception,
      Instant confirmed) {
    this(hasData, primarySerial, servedSerial, windowInception, confirmed, ServedAs.UNKNOWN);
  }

  public ZoneState withConfirmed(Instant when) {
    return new ZoneState(hasData, primarySerial, servedSerial, windowInception, when, servedAs);
  }
}
