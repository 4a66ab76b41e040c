package org.frontsigner.keeper;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.KeyTransition;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.ZoneKey;

/**
 * Which step of a rollover comes next, and how long caches make it wait (RFC 6781, 4.1). Nothing is
 * said of zones without data: nobody has seen their keys.
 */
final class KeySteps {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final Surroundings around;
  private final ZoneKeeper keeper;

  KeySteps(Surroundings around, ZoneKeeper keeper) {
    this.around = around;
    this.keeper = keeper;
  }

  private String zone() {
    return keeper.name().toText();
  }

  private Instant now() {
    return around.clock().instant();
  }

  /** From when on the zone's keys may be as {@code edit} makes them; empty without data. */
  private Optional<Instant> safeFrom(UnaryOperator<List<ZoneKey>> edit) {
    KeySet planned = KeySet.of(edit.apply(keeper.policy().keys().all()));
    return keeper.signed().filter(zone -> !zone.isPresigned()).map(zone -> safeFrom(zone, planned));
  }

  private Instant safeFrom(SignedZone zone, KeySet planned) {
    List<FormerKeys> former = around.store().formerKeys(keeper.name());
    FormerKeys current = KeyMemory.of(zone, now());
    return new KeyTransition(current, former, ServedKeys.of(planned)).safeFrom();
  }

  private static UnaryOperator<List<ZoneKey>> with(long id, UnaryOperator<ZoneKey> edit) {
    return keys -> keys.stream().map(key -> key.id() == id ? edit.apply(key) : key).toList();
  }

  private static UnaryOperator<List<ZoneKey>> without(long id) {
    return keys -> keys.stream().filter(key -> key.id() != id).toList();
  }

  private String when(Instant from) {
    return from.isAfter(now())
        ? "from %s on (in %d s)".formatted(TIME.format(from), secondsUntil(from))
        : "now";
  }

  private long secondsUntil(Instant from) {
    return Duration.between(now(), from).plusMillis(999).toSeconds();
  }

  /** A key was made, imported or published. */
  List<String> afterAdding(long id) {
    ZoneKey key = VerbTarget.key(keeper, id);
    if (key.active()) {
      return afterActivating(id);
    }
    if (!key.published()) {
      return List.of();
    }
    List<ZoneKey> replaced = rivals(key);
    Optional<Instant> known =
        safeFrom(
            keys ->
                keys.stream()
                    .map(each -> each.id() == id ? each.withActive(true) : each)
                    .map(each -> replaced.contains(each) ? each.withActive(false) : each)
                    .toList());
    return known.map(from -> toReplace(key, from)).map(List::of).orElse(List.of());
  }

  private String toReplace(ZoneKey key, Instant known) {
    return key.isSecureEntryPoint()
        ? ("give the parent the DS of key %d beside those it has, %s (export-zone-dnskey %s %d); when it has"
                + " had them for the TTL of its DS set, activate-zone-key %s %d")
            .formatted(key.id(), when(known), zone(), key.id(), zone(), key.id())
        : "activate-zone-key %s %d, %s: by then all resolvers know it"
            .formatted(zone(), key.id(), when(known));
  }

  /** The active keys that a key would take the place of. */
  private List<ZoneKey> rivals(ZoneKey key) {
    return keeper.policy().keys().active().stream()
        .filter(other -> other.id() != key.id() && other.flags() == key.flags())
        .toList();
  }

  /** A key signs. */
  List<String> afterActivating(long id) {
    List<String> steps = new ArrayList<>();
    for (ZoneKey rival : rivals(VerbTarget.key(keeper, id))) {
      safeFrom(with(rival.id(), key -> key.withActive(false)))
          .map(from -> toDeactivate(rival, id, from))
          .ifPresent(steps::add);
    }
    return steps;
  }

  private String toDeactivate(ZoneKey rival, long id, Instant from) {
    String parent =
        rival.isSecureEntryPoint()
            ? ", and once the parent has had the DS of key %d for the TTL of its DS set"
                .formatted(id)
            : "";
    return "deactivate-zone-key %s %d, %s%s, if key %d takes its place"
        .formatted(zone(), rival.id(), when(from), parent, id);
  }

  /** A key signs no more, or is in the DNSKEY set no more. */
  List<String> afterRetiring(long id) {
    if (!keeper.policy().isSecured()) {
      return afterDisabling();
    }
    return safeFrom(without(id))
        .map(from -> "remove-zone-key %s %d, %s".formatted(zone(), id, when(from)))
        .map(List::of)
        .orElse(List.of());
  }

  /** Nothing signs any more. */
  List<String> afterDisabling() {
    return around.store().formerKeys(keeper.name()).stream()
        .map(FormerKeys::forgotten)
        .max(Instant::compareTo)
        .map(
            from ->
                "remove-zone-key for the keys that are not to come back, %s".formatted(when(from)))
        .map(List::of)
        .orElse(List.of());
  }

  /** A zone that was not signed is. */
  List<String> afterSecuring() {
    if (keeper.signed().isEmpty() || keeper.policy().presigned()) {
      return List.of();
    }
    Instant from =
        around.store().formerKeys(keeper.name()).stream()
            .filter(then -> !then.keys().signs())
            .map(FormerKeys::dataGone)
            .max(Instant::compareTo)
            .orElse(now());
    return List.of(
        "give the parent the DS of export-zone-ds %s, %s: by then no resolver holds unsigned answers"
            .formatted(zone(), when(from)));
  }
}
