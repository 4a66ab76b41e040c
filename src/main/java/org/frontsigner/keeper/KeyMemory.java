package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Optional;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.signing.SignedZone;

/**
 * What is to be remembered of the keys that a zone was served with, when others take their place.
 */
final class KeyMemory {
  private KeyMemory() {}

  /** The keys of a zone that is served until now. Looks at every set of the zone. */
  static FormerKeys of(SignedZone zone, Instant until) {
    return new FormerKeys(
        until,
        ServedKeys.of(zone.plan().keys()),
        dnskeyTtlSeconds(zone),
        zone.zone().ttlSecondsMax(),
        zone.soa().refreshSeconds());
  }

  /** The keys of {@code before}, where {@code after} shows others, or for another time. */
  static Optional<FormerKeys> retired(SignedZone before, SignedZone after, Instant now) {
    boolean isSame =
        before == null
            || before == after
            || (ServedKeys.of(before.plan().keys()).equals(ServedKeys.of(after.plan().keys()))
                && dnskeyTtlSeconds(before) <= dnskeyTtlSeconds(after));
    return isSame ? Optional.empty() : Optional.of(of(before, now));
  }

  private static long dnskeyTtlSeconds(SignedZone zone) {
    return zone.plan().publish().dnskeyTtlSeconds().orElse(zone.soa().minimumSeconds());
  }
}
