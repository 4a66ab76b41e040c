package org.frontsigner.keeper;

import java.util.List;
import org.frontsigner.api.Purged;
import org.frontsigner.api.Rediscovered;
import org.frontsigner.api.ServerAdmin;

/** The verbs about the server as a whole. */
final class ServerVerbs implements ServerAdmin {
  private final Keepers keepers;
  private final VerbTarget target;
  private final List<Discovery> discoveries;

  /** {@code discoveries}: where zones are looked for, in this order. */
  ServerVerbs(Keepers keepers, List<Discovery> discoveries) {
    this.keepers = keepers;
    this.target = new VerbTarget(keepers);
    this.discoveries = List.copyOf(discoveries);
  }

  @Override
  public Purged purge(String zone) {
    if (!zone.isEmpty()) {
      return new Purged(target.zone(zone).keeper().purge());
    }
    return new Purged(keepers.all().stream().mapToLong(ZoneKeeper::purge).sum());
  }

  @Override
  public Rediscovered rediscover() {
    Discovery.Found found = new Discovery.Found();
    discoveries.forEach(discovery -> discovery.look(found));
    return found.told();
  }
}
