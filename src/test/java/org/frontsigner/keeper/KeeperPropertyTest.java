package org.frontsigner.keeper;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Whatever happens to a zone, in whatever order: what is served is what follows from what is
 * stored, serials only rise, the ledger has each of them, and everybody is told.
 */
class KeeperPropertyTest {
  @Property(tries = 150)
  void whateverHappensTheServedZoneFollowsFromTheStored(
      @ForAll long seed, @ForAll @Size(min = 1, max = 40) int[] events) {
    KeeperModel model = new KeeperModel(seed);
    for (int event : events) {
      model.happen(event);
    }
  }
}
