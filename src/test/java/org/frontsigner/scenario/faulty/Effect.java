package org.frontsigner.scenario.faulty;

/** What a careful puller does about a fault. */
public enum Effect {
  /** The transfer fails as a whole; the zone it had is served on. */
  KEEPS_OLD,
  /** The new version is served, without what does not belong into it. */
  TAKES_NEW,
  /** Either of the two; never a mixture. */
  EITHER,
  /** Nothing is decided for a long time; the zone it had is served on meanwhile. */
  HANGS
}
