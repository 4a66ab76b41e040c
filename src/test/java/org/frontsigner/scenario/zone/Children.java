package org.frontsigner.scenario.zone;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * A zone and the child zones behind some of its delegations.
 *
 * @param parent the zone, with the DS records of the children
 * @param files the master file of each child
 */
public record Children(ZoneData parent, Map<Name, Path> files) {

  /** The delegations that have a child zone. */
  public Set<Name> names() {
    return files.keySet();
  }
}
