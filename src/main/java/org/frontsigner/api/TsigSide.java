package org.frontsigner.api;

/** What we are to the peer that a TSIG key is shared with. */
public enum TsigSide {
  /** We hand the zone on: the peer pulls from us. */
  PRIMARY,
  /** We pull the zone: the peer is its primary. */
  SECONDARY
}
