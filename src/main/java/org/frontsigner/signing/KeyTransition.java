package org.frontsigner.signing;

import java.time.Duration;
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
   * Whether resolvers may still hold answers without signatures and none with signatures of the
   * time before: then no DS can stand at the parent, or they would have failed before this change.
   * A zone that went unsigned for a while, and whose DS was left, is not meant.
   */
  public boolean isInsecureLately() {
    for (FormerKeys then : former) {
      boolean signed = then.keys().signs();
      if ((signed ? then.forgotten() : then.dataGone()).isAfter(now())) {
        return !signed;
      }
    }
    return !keysNow().signs();
  }

  /** What would fail; nothing when all is well. */
  public List<Hazard> hazards() {
    List<Hazard> hazards = new ArrayList<>();
    if (next.signs()) {
      former.forEach(then -> lookAtKeysHeld(then, false, hazards));
      lookAtKeysHeld(current, true, hazards);
      former.forEach(then -> lookAtDataHeld(then, false, hazards));
      lookAtDataHeld(current, true, hazards);
    } else if (keysNow().signs()) {
      hazards.add(new Hazard("the zone would be served unsigned", Optional.empty(), ""));
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

  /** A resolver has a DNSKEY set, and gets data signed by the next keys. */
  private void lookAtKeysHeld(FormerKeys then, boolean isCurrent, List<Hazard> hazards) {
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
                Optional.of(then.keysGone()),
                first(
                    isCurrent,
                    then.keysGone(),
                    "have the key that is to sign in the DNSKEY set, published and inactive")));
      }
    }
  }

  /** A resolver has data with signatures, and gets the next DNSKEY set. */
  private void lookAtDataHeld(FormerKeys then, boolean isCurrent, List<Hazard> hazards) {
    SortedSet<KeyRef> signers = then.keys().dataSigners();
    if (signers.isEmpty() || !then.dataGone().isAfter(now())) {
      return;
    }
    for (int algorithm : algorithms(next.published())) {
      if (common(signers, next.published(), algorithm).isEmpty()
          && !common(signers, keysNow().published(), algorithm).isEmpty()) {
        hazards.add(unverifiable(then, isCurrent, signers));
      }
    }
    if (common(signers, next.published()).isEmpty()
        && !common(signers, keysNow().published()).isEmpty()) {
      hazards.add(unverifiable(then, isCurrent, signers));
    }
  }

  /** What is served now is held from now on, however long one waits: something else comes first. */
  private String first(boolean isCurrent, Instant until, String order) {
    long seconds = Duration.between(now(), until).toSeconds();
    return isCurrent ? "%s, and wait %d s".formatted(order, seconds) : "";
  }

  private Hazard unverifiable(FormerKeys then, boolean isCurrent, SortedSet<KeyRef> signers) {
    return new Hazard(
        ("resolvers may hold records signed by %s until %s, and the DNSKEY set would have no key"
                + " to check them with")
            .formatted(text(signers), then.dataGone()),
        Optional.of(then.dataGone()),
        first(
            isCurrent,
            then.dataGone(),
            "let another key sign, and leave the one that is to go published and inactive"));
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
