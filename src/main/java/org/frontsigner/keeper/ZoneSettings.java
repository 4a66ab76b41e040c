package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.List;
import org.frontsigner.signing.ZoneKey;

/**
 * What an operator has said of a zone. Immutable.
 *
 * @param primaries where the zone is pulled from, in order of preference
 * @param keys in order of their ids
 */
public record ZoneSettings(
    ZoneType type, List<InetSocketAddress> primaries, List<ZoneKey> keys, Metadata metadata) {
  public ZoneSettings {
    primaries = List.copyOf(primaries);
    keys = List.copyOf(keys);
  }

  public ZoneSettings withPrimaries(List<InetSocketAddress> newPrimaries) {
    return new ZoneSettings(ZoneType.SLAVE, newPrimaries, keys, metadata);
  }

  public ZoneSettings withKeys(List<ZoneKey> newKeys) {
    return new ZoneSettings(type, primaries, newKeys, metadata);
  }

  public ZoneSettings withMetadata(Metadata newMetadata) {
    return new ZoneSettings(type, primaries, keys, newMetadata);
  }
}
