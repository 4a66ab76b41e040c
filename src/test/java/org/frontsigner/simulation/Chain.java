package org.frontsigner.simulation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.wire.DomainName;

/** From a DS set over a DNSKEY set to the sets of a zone (RFC 4035, 5). */
final class Chain {
  private static final int PROTOCOL_ZONE_KEY = 0x01;

  private final Verifier verifier;
  private final DomainName apex;
  private final HeldSet dnskeys;

  /** A chain that ends at these keys. */
  Chain(Verifier verifier, DomainName apex, HeldSet dnskeys) {
    this.verifier = verifier;
    this.apex = apex;
    this.dnskeys = dnskeys;
  }

  /** Why the DNSKEY set does not follow from a DS set; null where it does. */
  String flawOfKeys(Collection<String> ds, long nowSeconds) {
    for (byte[] dnskey : dnskeys.rdata()) {
      boolean isTrusted = ds.stream().anyMatch(each -> ParentDs.pointsTo(each, apex, dnskey));
      if (isTrusted && isSignedBy(dnskeys, dnskey, nowSeconds)) {
        return null;
      }
    }
    return "no key of the DNSKEY set " + tags() + " that the DS set " + ds + " points to signs it";
  }

  private boolean isSignedBy(HeldSet set, byte[] dnskey, long nowSeconds) {
    for (byte[] rrsig : set.rrsigs()) {
      if (Verifier.isValidAt(rrsig, nowSeconds) && verifier.verifies(set, rrsig, dnskey, apex)) {
        return true;
      }
    }
    return false;
  }

  /** Why no key of the DNSKEY set signs a set; null where one does. */
  String flawOf(HeldSet set, long nowSeconds) {
    if (set.rrsigs().isEmpty()) {
      return set + " has no signature";
    }
    for (byte[] dnskey : dnskeys.rdata()) {
      if ((dnskey[0] & PROTOCOL_ZONE_KEY) != 0 && isSignedBy(set, dnskey, nowSeconds)) {
        return null;
      }
    }
    return "no signature of %s (%s) is good at %d by the keys %s"
        .formatted(set, shown(set), nowSeconds & 0xffff_ffffL, tags());
  }

  private static String shown(HeldSet set) {
    StringBuilder text = new StringBuilder();
    for (byte[] rrsig : set.rrsigs()) {
      text.append(Verifier.keyTag(rrsig))
          .append(" from ")
          .append(Verifier.inception(rrsig))
          .append(" to ")
          .append(Verifier.expiration(rrsig))
          .append("; ");
    }
    return text.toString();
  }

  /** The algorithms whose signatures over a set are good. */
  Set<Integer> algorithmsOf(HeldSet set, long nowSeconds) {
    Set<Integer> algorithms = new HashSet<>();
    for (byte[] dnskey : dnskeys.rdata()) {
      if (!algorithms.contains(dnskey[3] & 0xff) && isSignedBy(set, dnskey, nowSeconds)) {
        algorithms.add(dnskey[3] & 0xff);
      }
    }
    return algorithms;
  }

  String tags() {
    return dnskeys.rdata().stream().map(Verifier::tagOf).toList().toString();
  }
}
