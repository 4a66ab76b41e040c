package org.frontsigner.signing;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys for tests. Those of one id and algorithm are made once. */
final class Keys {
  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final Map<String, KeyMaterial> MADE = new ConcurrentHashMap<>();

  private Keys() {}

  static KeyMaterial material(long id, Algorithm algorithm) {
    return MADE.computeIfAbsent(
        id + " " + algorithm, name -> MAKER.make(algorithm, algorithm.defaultBits()));
  }

  /** An active, published key. */
  static ZoneKey key(long id, int flags, Algorithm algorithm) {
    return new ZoneKey(id, flags, true, true, material(id, algorithm));
  }
}
