package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.Hazard;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.wire.DomainName;

/**
 * The DS sets that a parent was seen to have, each until the next was seen. Immutable.
 *
 * @param seen in order of time; never empty
 */
record ParentRecord(List<ParentDs> seen) {
  ParentRecord {
    seen = merged(seen);
  }

  /** One set that was seen with several TTLs is held for the greatest of them. */
  private static List<ParentDs> merged(List<ParentDs> seen) {
    List<ParentDs> merged = new ArrayList<>();
    for (ParentDs each : seen) {
      ParentDs last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && last.records().equals(each.records())) {
        long ttlSeconds = Math.max(last.ttlSeconds(), each.ttlSeconds());
        merged.set(merged.size() - 1, new ParentDs(last.seen(), last.records(), ttlSeconds));
      } else {
        merged.add(each);
      }
    }
    return List.copyOf(merged);
  }

  /** A set that resolvers may use, and until when; the newest has no end. */
  private record Held(ParentDs ds, Optional<Instant> until) {}

  private List<Held> held(Instant now) {
    List<Held> held = new ArrayList<>();
    for (int i = 0; i + 1 < seen.size(); i++) {
      Instant until =
          expiry(
              seen.get(i + 1).seen(),
              Math.max(seen.get(i).ttlSeconds(), seen.get(i + 1).ttlSeconds()));
      if (until.isAfter(now)) {
        held.add(new Held(seen.get(i), Optional.of(until)));
      }
    }
    held.add(new Held(newest(), Optional.empty()));
    return held;
  }

  private static Instant expiry(Instant from, long ttlSeconds) {
    return from.plusSeconds(Math.min(ttlSeconds, FormerKeys.CACHED_SECONDS_MAX));
  }

  /** What the parent has, as far as it is known. */
  ParentDs newest() {
    return seen.get(seen.size() - 1);
  }

  /** Whether any resolver may hold a DS. */
  boolean isSecure(Instant now) {
    return held(now).stream().anyMatch(each -> each.ds().isSecure());
  }

  /** What fails when a zone with a DS is served unsigned. */
  Hazard unsigned(Instant now) {
    String reason = "the zone would be served unsigned";
    if (newest().isSecure()) {
      return new Hazard(
          reason,
          Optional.empty(),
          "have the parent remove its DS set, and wait %d s, its TTL"
              .formatted(newest().ttlSeconds()));
    }
    Optional<Instant> last =
        held(now).stream()
            .filter(each -> each.ds().isSecure())
            .flatMap(each -> each.until().stream())
            .max(Instant::compareTo);
    return new Hazard(reason, last, "");
  }

  /**
   * What would fail by the DS sets that resolvers may hold.
   *
   * @param before empty where others signed the zone: any DS set must point to a key of ours then
   */
  List<Hazard> hazards(DomainName zone, Optional<KeySet> before, KeySet after, Instant now) {
    return before
        .map(keys -> hazards(zone, keys, after, now))
        .orElseGet(() -> strangers(zone, after, now));
  }

  private List<Hazard> strangers(DomainName zone, KeySet after, Instant now) {
    List<Hazard> hazards = new ArrayList<>();
    for (Held each : held(now)) {
      if (each.ds().isSecure() && each.ds().targets(zone, after).isEmpty()) {
        String reason = "the parent's DS set points to no key that would sign the DNSKEY set";
        hazards.add(new Hazard(reason + when(each), each.until(), first(zone, after, each)));
      }
    }
    return hazards;
  }

  /** What stands at the parent stays there until somebody changes it. */
  private static String first(DomainName zone, KeySet after, Held held) {
    if (held.until().isPresent() || !after.signs()) {
      return "";
    }
    String ds =
        after.entryPoints().isEmpty()
            ? "make a key that signs the DNSKEY set, give the parent its DS"
            : "give the parent the DS of a key that stays, as export-zone-ds %s shows them"
                .formatted(zone.toText());
    return "%s, and wait %d s, the TTL of its DS set".formatted(ds, held.ds().ttlSeconds());
  }

  private List<Hazard> hazards(DomainName zone, KeySet before, KeySet after, Instant now) {
    List<Hazard> hazards = new ArrayList<>();
    for (Held each : held(now)) {
      each.ds()
          .broken(zone, before, after)
          .ifPresent(
              reason ->
                  hazards.add(
                      new Hazard(reason + when(each), each.until(), first(zone, after, each))));
    }
    Instant firstKnown = expiry(seen.get(0).seen(), seen.get(0).ttlSeconds());
    if (seen.get(0).isSecure() && firstKnown.isAfter(now) && losesTarget(zone, before, after)) {
      hazards.add(
          Hazard.passing(
              "the parent's DS set was seen first at %s, and resolvers may hold an older one until %s"
                  .formatted(seen.get(0).seen(), firstKnown),
              firstKnown));
    }
    return hazards;
  }

  private static String when(Held each) {
    return each.until().map(until -> ", in what resolvers may hold until " + until).orElse("");
  }

  private boolean losesTarget(DomainName zone, KeySet before, KeySet after) {
    return !ServedKeys.of(after).entryPoints().containsAll(ServedKeys.of(before).entryPoints())
        && !newest().targets(zone, before).equals(newest().targets(zone, after));
  }
}
