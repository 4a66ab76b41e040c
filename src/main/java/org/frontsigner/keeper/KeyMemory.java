package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.KeyRef;
import org.frontsigner.signing.Rrsigs;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * What is to be remembered of the keys that a zone was served with, when others take their place.
 */
final class KeyMemory {
  private KeyMemory() {}

  /** The keys of a zone that is served until now. Looks at every set of the zone. */
  static FormerKeys of(SignedZone zone, Instant until) {
    return new FormerKeys(
        until,
        keys(zone),
        dnskeyTtlSeconds(zone),
        zone.zone().ttlSecondsMax(),
        zone.soa().refreshSeconds());
  }

  /** The keys that a zone shows: its own, or those of whoever signed it. */
  static ServedKeys keys(SignedZone zone) {
    if (!zone.isPresigned()) {
      return ServedKeys.of(zone.plan().keys());
    }
    SortedSet<KeyRef> published = new TreeSet<>();
    RrSet dnskey = zone.apexNode().set(RrType.DNSKEY);
    for (int i = 0; dnskey != null && i < dnskey.count(); i++) {
      published.add(KeyRef.ofDnskey(dnskey.rdata(i)));
    }
    return new ServedKeys(published, signers(zone, RrType.DNSKEY), signers(zone, RrType.SOA));
  }

  private static SortedSet<KeyRef> signers(SignedZone zone, int type) {
    SortedSet<KeyRef> signers = new TreeSet<>();
    RrSet set = zone.apexNode().set(type);
    Rrsigs signatures = set == null ? null : zone.signatures(zone.apexNode(), set);
    RrSet rrsigs = signatures == null ? null : signatures.toSet();
    for (int i = 0; rrsigs != null && i < rrsigs.count(); i++) {
      signers.add(KeyRef.ofRrsig(rrsigs.rdata(i)));
    }
    return signers;
  }

  /** The keys of {@code before}, where {@code after} shows others, or for another time. */
  static Optional<FormerKeys> retired(SignedZone before, SignedZone after, Instant now) {
    boolean isSame =
        before == null
            || before == after
            || (keys(before).equals(keys(after))
                && dnskeyTtlSeconds(before) <= dnskeyTtlSeconds(after));
    return isSame ? Optional.empty() : Optional.of(of(before, now));
  }

  private static long dnskeyTtlSeconds(SignedZone zone) {
    RrSet dnskey = zone.apexNode().set(RrType.DNSKEY);
    return dnskey == null ? 0 : dnskey.ttl();
  }
}
