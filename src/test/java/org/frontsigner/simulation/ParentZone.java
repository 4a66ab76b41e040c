package org.frontsigner.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.keeper.Parent;
import org.frontsigner.wire.DomainName;

/** The zone above all of ours, with the DS sets that the operator has put into it. */
final class ParentZone implements Parent {
  private final Map<DomainName, SortedSet<String>> sets = new HashMap<>();
  private final Random random;
  private final long ttlSeconds;

  ParentZone(Random random, long ttlSeconds) {
    this.random = random;
    this.ttlSeconds = ttlSeconds;
  }

  long ttlSeconds() {
    return ttlSeconds;
  }

  SortedSet<String> of(DomainName zone) {
    return sets.getOrDefault(zone, new TreeSet<>());
  }

  void set(DomainName zone, SortedSet<String> records) {
    sets.put(zone, records);
  }

  /** The front signer asks its resolver, which does not always answer. */
  @Override
  public Answer ds(DomainName zone) {
    return random.nextInt(30) == 0
        ? new Answer.Unknown("the resolver does not answer")
        : new Answer.Found(of(zone), ttlSeconds);
  }
}
