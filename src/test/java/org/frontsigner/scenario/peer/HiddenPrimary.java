package org.frontsigner.scenario.peer;

import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/**
 * A primary of unsigned zones that gives transfers, whole and incremental, to the holder of a TSIG
 * key alone.
 */
public interface HiddenPrimary {

  Endpoint endpoint();

  Daemon daemon();

  /**
   * Replaces a zone that it has by the next version; returns when it is served, and tells the
   * notified server.
   */
  void replace(ZoneData next);

  /** How many whole transfers of the zone its log tells of. */
  long wholes(Name zone);

  /** How many incremental transfers of the zone its log tells of. */
  long increments(Name zone);
}
