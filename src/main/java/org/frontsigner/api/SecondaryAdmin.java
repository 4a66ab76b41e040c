package org.frontsigner.api;

import java.util.List;

/** The verb about the public secondaries. See {@link Admin} for common rules. */
public interface SecondaryAdmin {
  /**
   * What is known of the secondaries of a zone: what they were told, and what they serve. Nobody is
   * asked for it now.
   *
   * @param zone empty: those of all zones that lag
   * @throws Problem FAILED when no daemon runs
   */
  List<SecondaryStatus> secondaries(String zone);
}
