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
    seen = List.copyOf(seen);
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

  private ParentDs newest() {
    return seen.get(seen.size() - 1);
  }

  /** Whether any resolver may hold a DS. */
  boolean isSecure(Instant now) {
    return held(now).stream().anyMatch(each -> each.ds().isSecure());
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
        hazards.add(new Hazard(reason + when(each), each.until()));
      }
    }
    return hazards;
  }

  private List<Hazard> hazards(DomainName zone, KeySet before, KeySet after, Instant now) {
    List<Hazard> hazards = new ArrayList<>();
    for (Held each : held(now)) {
      each.ds()
          .broken(zone, before, after)
          .ifPresent(reason -> hazards.add(new Hazard(reason + when(each), each.until())));
    }
    Instant firstKnown = expiry(seen.get(0).seen(), seen.get(0).ttlSeconds());
    if (seen.get(0).isSecure() && firstKnown.isAfter(now) && losesTarget(zone, before, after)) {
      hazards.add(
          new Hazard(
              "the parent's DS set was seen first at %s, and resolvers may hold an older one until %s"
                  .formatted(seen.get(0).seen(), firstKnown),
              Optional.of(firstKnown)));
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
