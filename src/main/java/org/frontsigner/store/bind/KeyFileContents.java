package org.frontsigner.store.bind;

import java.util.List;
import java.util.Map;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.wire.DomainName;

/**
 * All that a key file has. Immutable.
 *
 * @param zones those with keys or settings that can be used
 * @param unusable zones of which something can't be used, and why
 */
record KeyFileContents(
    Map<DomainName, KeptKeys> zones, Map<DomainName, String> unusable, List<TsigKey> tsigKeys) {
  KeyFileContents {
    zones = Map.copyOf(zones);
    unusable = Map.copyOf(unusable);
    tsigKeys = List.copyOf(tsigKeys);
  }

  KeptKeys of(DomainName zone) {
    return zones.getOrDefault(zone, KeptKeys.NONE);
  }
}
