package org.frontsigner.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A change of a zone's keys, seen with what resolvers may hold of the times before: a DNSKEY set of
 * then must validate the signatures of afterwards, and the DNSKEY set of afterwards the signatures
 * of then (RFC 6781, 4.1; RFC 7583, 3.2). For each algorithm of a DNSKEY set there must be a
 * signature (RFC 4035, 2.2). What was broken before counts for nothing. Pure; immutable.
 *
 * @param current the keys of now, with {@code until} set to now
 * @param former those before
 * @param next what is to be
 */
public record KeyTransition(FormerKeys current, List<FormerKeys> former, ServedKeys next) {
  public KeyTransition {
    former = List.copyOf(former);
  }

  private Instant now() {
    return current.until();
  }

  private ServedKeys keysNow() {
    return current.keys();
  }

  /**
   * Whether resolvers may still hold answers without signatures: then no DS can stand at the
   * parent, or they would have failed before this change.
   */
  public boolean isInsecureLately() {
    return !keysNow().signs()
        || former.stream().anyMatch(then -> !then.keys().signs() && then.dataGone().isAfter(now()));
  }

  /** What would fail; nothing when all is well. */
  public List<Hazard> hazards() {
    List<Hazard> hazards = new ArrayList<>();
    if (next.signs()) {
      times().forEach(then -> lookAtKeysHeld(then, hazards));
      times().forEach(then -> lookAtDataHeld(then, hazards));
    } else if (keysNow().signs()) {
      hazards.add(new Hazard("the zone would be served unsigned", Optional.empty()));
    }
    return hazards;
  }

  /** When the last of what would fail is over; now, when nothing would. */
  public Instant safeFrom() {
    return hazards().stream()
        .flatMap(hazard -> hazard.until().stream())
        .max(Instant::compareTo)
        .orElse(now());
  }

  private List<FormerKeys> times() {
    List<FormerKeys> times = new ArrayList<>(former);
    times.add(current);
    return times;
  }

  /** A resolver has a DNSKEY set, and gets data signed by the next keys. */
  private void lookAtKeysHeld(FormerKeys then, List<Hazard> hazards) {
    SortedSet<KeyRef> held = then.keys().published();
    if (!then.keys().signs() || !then.keysGone().isAfter(now())) {
      return;
    }
    for (int algorithm : algorithms(held)) {
      if (common(held, next.dataSigners(), algorithm).isEmpty()
          && !common(held, keysNow().dataSigners(), algorithm).isEmpty()) {
        hazards.add(
            new Hazard(
                ("resolvers may hold a DNSKEY set with %s until %s, and nothing would be signed by"
                        + " a key of algorithm %d that is in it")
                    .formatted(text(held), then.keysGone(), algorithm),
                Optional.of(then.keysGone())));
      }
    }
  }

  /** A resolver has data with signatures, and gets the next DNSKEY set. */
  private void lookAtDataHeld(FormerKeys then, List<Hazard> hazards) {
    SortedSet<KeyRef> signers = then.keys().dataSigners();
    if (signers.isEmpty() || !then.dataGone().isAfter(now())) {
      return;
    }
    for (int algorithm : algorithms(next.published())) {
      if (common(signers, next.published(), algorithm).isEmpty()
          && !common(signers, keysNow().published(), algorithm).isEmpty()) {
        hazards.add(unverifiable(then, signers));
      }
    }
    if (common(signers, next.published()).isEmpty()
        && !common(signers, keysNow().published()).isEmpty()) {
      hazards.add(unverifiable(then, signers));
    }
  }

  private static Hazard unverifiable(FormerKeys then, SortedSet<KeyRef> signers) {
    return new Hazard(
        ("resolvers may hold records signed by %s until %s, and the DNSKEY set would have no key"
                + " to check them with")
            .formatted(text(signers), then.dataGone()),
        Optional.of(then.dataGone()));
  }

  private static Set<Integer> algorithms(SortedSet<KeyRef> keys) {
    return keys.stream().map(KeyRef::algorithm).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<KeyRef> common(SortedSet<KeyRef> one, SortedSet<KeyRef> other) {
    Set<KeyRef> both = new TreeSet<>(one);
    both.retainAll(other);
    return both;
  }

  private static Set<KeyRef> common(SortedSet<KeyRef> one, SortedSet<KeyRef> other, int algorithm) {
    Set<KeyRef> both = common(one, other);
    both.removeIf(key -> key.algorithm() != algorithm);
    return both;
  }

  private static String text(SortedSet<KeyRef> keys) {
    return (keys.size() == 1 ? "key " : "keys ")
        + keys.stream().map(KeyRef::toString).collect(Collectors.joining(", "));
  }
}
