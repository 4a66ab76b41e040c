package org.frontsigner.answer;

import org.frontsigner.wire.DomainName;

/** The zones of this server as they are now. Thread-safe; a look-up takes no lock. */
public interface ZoneSource {
  /**
   * The zone that is closest to a name: the longest apex that the name is at or below.
   *
   * @return null when no zone here holds the name
   */
  Served closest(DomainName name);

  /**
   * As {@link #closest}, leaving out a zone whose apex is the name itself: where the DS of a name
   * is asked for (RFC 4035, 3.1.4.1). Null when there is none.
   */
  Served closestAbove(DomainName name);

  /** The zone with exactly this apex; null when there is none. */
  Served exact(DomainName apex);
}
