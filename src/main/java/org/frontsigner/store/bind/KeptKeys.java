package org.frontsigner.store.bind;

import java.util.List;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.signing.ZoneKey;

/**
 * What a key file has of a zone. Immutable.
 *
 * @param keys in order of their ids
 */
record KeptKeys(List<ZoneKey> keys, Metadata metadata) {
  static final KeptKeys NONE = new KeptKeys(List.of(), Metadata.NONE);

  KeptKeys {
    keys = List.copyOf(keys);
  }
}
