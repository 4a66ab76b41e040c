package org.frontsigner.api;

import java.util.List;

/** The verbs that concern the whole server. See {@link Admin} for common rules. */
public interface ServerAdmin {
  /**
   * Drops what is cached of a zone, answers and signatures; answers are the same afterwards. With
   * no daemon there is nothing cached.
   *
   * @param zone empty: all zones
   */
  Purged purge(String zone);

  /**
   * Looks where others write zones down, and takes what is new: the database, and a named.conf
   * where one is configured. What can't be taken is told, and leaves the zone as it was.
   */
  Rediscovered rediscover();

  /**
   * What an operator has to act on now, the gravest first. Only a daemon knows: without one it is a
   * {@link Problem} of kind FAILED.
   */
  List<AlarmView> alarms();
}
