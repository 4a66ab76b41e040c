package org.frontsigner.keeper;

import org.frontsigner.api.Purged;
import org.frontsigner.api.ServerAdmin;

/** The verbs about the server as a whole. */
final class ServerVerbs implements ServerAdmin {
  private final Keepers keepers;
  private final VerbTarget target;

  ServerVerbs(Keepers keepers) {
    this.keepers = keepers;
    this.target = new VerbTarget(keepers);
  }

  @Override
  public Purged purge(String zone) {
    if (!zone.isEmpty()) {
      return new Purged(target.zone(zone).keeper().purge());
    }
    return new Purged(keepers.all().stream().mapToLong(ZoneKeeper::purge).sum());
  }
}
