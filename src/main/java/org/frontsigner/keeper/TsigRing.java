package org.frontsigner.keeper;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.bridge.TsigKeys;
import org.frontsigner.wire.DomainName;

/** The TSIG keys of this server by name. Thread-safe; changes are durable when they return. */
public final class TsigRing {
  private final ZoneStore store;
  private final ConcurrentHashMap<DomainName, TsigKey> keys = new ConcurrentHashMap<>();

  public TsigRing(ZoneStore store) {
    this.store = store;
    read();
  }

  public Optional<TsigKey> key(DomainName name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** The keys that a request may have been signed with, as they are at each request. */
  public TsigKeys asCandidates() {
    return (name, algorithm) -> key(name).filter(key -> key.algorithm() == algorithm);
  }

  /** All keys in order of name. */
  public List<TsigKey> all() {
    return keys.values().stream().sorted(Comparator.comparing(key -> key.name().toText())).toList();
  }

  /** Takes what others have made of the keys where they are stored. */
  synchronized void read() {
    Map<DomainName, TsigKey> written = new HashMap<>();
    store.tsigKeys().forEach(key -> written.put(key.name(), key));
    keys.putAll(written);
    keys.keySet().retainAll(written.keySet());
  }

  synchronized void put(TsigKey key) {
    store.putTsigKey(key);
    keys.put(key.name(), key);
  }

  synchronized void remove(DomainName name) {
    store.deleteTsigKey(name);
    keys.remove(name);
  }
}
