package org.frontsigner.answer;

import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.Node;

/** Proofs by NSEC records (RFC 4035, 3.1.3). */
enum NsecProofs implements Proofs {
  INSTANCE;

  /** RFC 4035, 3.1.3.1; at an empty non-terminal the record before it, whose next is below it. */
  @Override
  public void noData(Lookup lookup, int depth, Node node, Answer answer) {
    SignedZone zone = lookup.zone();
    Node owner = zone.ownsNsec(node) ? node : zone.nsecOwner(lookup.key(), lookup.keyLength(depth));
    answer.addProof(zone.nsec(owner));
  }

  /** RFC 4035, 3.1.3.2. */
  @Override
  public void nameError(Lookup lookup, Answer answer) {
    cover(lookup, answer);
    coverWildcard(lookup, answer);
  }

  /** RFC 4035, 3.1.3.3. */
  @Override
  public void wildcardAnswer(Lookup lookup, Answer answer) {
    cover(lookup, answer);
  }

  /** RFC 4035, 3.1.3.4. */
  @Override
  public void wildcardNoData(Lookup lookup, Node wildcard, Answer answer) {
    cover(lookup, answer);
    if (lookup.zone().ownsNsec(wildcard)) {
      answer.addProof(lookup.zone().nsec(wildcard));
    } else {
      coverWildcard(lookup, answer);
    }
  }

  private static void cover(Lookup lookup, Answer answer) {
    SignedZone zone = lookup.zone();
    Node owner = zone.nsecOwner(lookup.key(), lookup.keyLength(lookup.depth()));
    answer.addProof(zone.nsec(owner));
  }

  private static void coverWildcard(Lookup lookup, Answer answer) {
    SignedZone zone = lookup.zone();
    int length = lookup.wildcardKeyLength(lookup.encloserDepth());
    answer.addProof(zone.nsec(zone.nsecOwner(lookup.wildcardKey(), length)));
  }
}
