package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.frontsigner.wire.DomainName;

/**
 * Looks at the parents of zones with keys from their first minute on, and daily: a DS set that is
 * taken away lives on in caches, and who never saw it would not know. Thread-safe.
 */
final class ParentWatch {
  /** So many are asked in one round, which comes each minute. */
  static final int ROUND_MAX = 50;

  /** After so many failures in a row the resolvers are left alone until the next round. */
  static final int FAILURES_MAX = 3;

  private static final Duration BETWEEN = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  private final Surroundings around;
  private final ParentMemory memory;
  private final ConcurrentMap<DomainName, Instant> due = new ConcurrentHashMap<>();

  ParentWatch(Surroundings around) {
    this.around = around;
    this.memory = new ParentMemory(around);
  }

  /** Whether there is anybody to ask. */
  boolean isPossible() {
    return around.parent() != Parent.UNKNOWN;
  }

  /** One round: asks for those whose time has come, those that waited longest first. */
  void look(Collection<ZoneKeeper> zones) {
    Instant now = around.clock().instant();
    due.keySet().retainAll(zones.stream().map(ZoneKeeper::name).toList());
    List<DomainName> round =
        zones.stream()
            .filter(ParentWatch::mayHaveDs)
            .map(ZoneKeeper::name)
            .filter(zone -> !dueOf(zone).isAfter(now))
            .sorted(Comparator.comparing(this::dueOf))
            .limit(ROUND_MAX)
            .toList();
    int failures = 0;
    for (DomainName zone : round) {
      boolean isFound = memory.ask(zone) instanceof Parent.Answer.Found;
      due.put(zone, now.plus(isFound ? BETWEEN : AFTER_FAILURE));
      failures = isFound ? 0 : failures + 1;
      if (failures == FAILURES_MAX) {
        return;
      }
    }
  }

  private Instant dueOf(DomainName zone) {
    return due.getOrDefault(zone, Instant.MIN);
  }

  private static boolean mayHaveDs(ZoneKeeper keeper) {
    return keeper.policy().wantsPresigned() || !keeper.stored().settings().keys().isEmpty();
  }
}
