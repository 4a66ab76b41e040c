package org.frontsigner.app.bind;

import java.util.List;
import java.util.Map;
import org.frontsigner.store.bind.NamedZoneStore.WrittenTsigKey;
import org.frontsigner.wire.DomainName;

/**
 * What a named.conf says, as far as it can be done here. Immutable.
 *
 * @param zones by name
 * @param wrong zones that are named, but can't be as they are said to be, and why
 * @param tsigKeys by name
 * @param troubles what else can't be taken; sentences without a full stop that begin with file and
 *     line
 * @param remarks what is done otherwise than it is said, or not at all; likewise
 */
record NamedZones(
    Map<DomainName, ZoneWish> zones,
    Map<DomainName, String> wrong,
    Map<DomainName, WrittenTsigKey> tsigKeys,
    List<String> troubles,
    List<String> remarks) {
  NamedZones {
    zones = Map.copyOf(zones);
    wrong = Map.copyOf(wrong);
    tsigKeys = Map.copyOf(tsigKeys);
    troubles = List.copyOf(troubles);
    remarks = List.copyOf(remarks);
  }

  boolean names(DomainName zone) {
    return zones.containsKey(zone) || wrong.containsKey(zone);
  }
}
