package org.frontsigner.bridge;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/** The keys that a received request may have been signed with. */
@FunctionalInterface
public interface TsigKeys {
  /** The key with this name and algorithm; none when it is not among them. */
  Optional<TsigKey> find(DomainName name, TsigAlgorithm algorithm);

  /** These keys; of two with one name and algorithm the first counts. */
  static TsigKeys of(Collection<TsigKey> keys) {
    List<TsigKey> candidates = List.copyOf(keys);
    return (name, algorithm) ->
        candidates.stream()
            .filter(key -> key.algorithm() == algorithm && key.name().equals(name))
            .findFirst();
  }
}
