package org.frontsigner.api;

/** The verbs that concern the whole server. See {@link Admin} for common rules. */
public interface ServerAdmin {
  /**
   * Drops what is cached of a zone, answers and signatures; answers are the same afterwards. With
   * no daemon there is nothing cached.
   *
   * @param zone empty: all zones
   */
  Purged purge(String zone);
}
