package org.frontsigner.answer;

import org.frontsigner.signing.SignedSet;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.Node;

/**
 * Proofs by NSEC3 records (RFC 5155, 7.2), of a chain or made for the question.
 *
 * <p>In an opt-out chain names may be missing that exist; then the closest ancestor that is there
 * stands for the closest encloser (the closest provable encloser of RFC 5155, 7.2.1).
 */
enum Nsec3Proofs implements Proofs {
  INSTANCE;

  /** RFC 5155, 7.2.3, 7.2.4 and 7.2.7. */
  @Override
  public void noData(Lookup lookup, int depth, Node node, Answer answer) {
    SignedSet matching = lookup.zone().nsec3Matching(lookup.hash(depth), node);
    if (matching == null) {
      closestEncloser(lookup, depth - 1, answer);
    } else {
      answer.addProof(matching);
    }
  }

  /** RFC 5155, 7.2.2. */
  @Override
  public void nameError(Lookup lookup, Answer answer) {
    int provable = closestEncloser(lookup, lookup.encloserDepth(), answer);
    // Where the closest encloser is opted out, a wildcard may stand beside it that can't be denied.
    if (lookup.zone().node(lookup.wildcardKey(), lookup.wildcardKeyLength(provable)) == null) {
      answer.addProof(lookup.zone().nsec3Covering(lookup.wildcardHash(provable)));
    }
  }

  /** RFC 5155, 7.2.6. */
  @Override
  public void wildcardAnswer(Lookup lookup, Answer answer) {
    byte[] nextCloser = lookup.hash(lookup.encloserDepth() + 1);
    answer.addProof(lookup.zone().nsec3Covering(nextCloser));
  }

  /** RFC 5155, 7.2.5. */
  @Override
  public void wildcardNoData(Lookup lookup, Node wildcard, Answer answer) {
    int provable = closestEncloser(lookup, lookup.encloserDepth(), answer);
    if (provable == lookup.encloserDepth()) {
      SignedZone zone = lookup.zone();
      SignedSet matching = zone.nsec3Matching(lookup.wildcardHash(provable), wildcard);
      if (matching != null) {
        answer.addProof(matching);
      }
    }
  }

  /**
   * The closest encloser proof (RFC 5155, 7.2.1), from the ancestor at a depth upward.
   *
   * @return the depth of the ancestor that the proof is about
   */
  private static int closestEncloser(Lookup lookup, int fromDepth, Answer answer) {
    SignedZone zone = lookup.zone();
    int depth = fromDepth;
    SignedSet matching = zone.nsec3Matching(lookup.hash(depth), lookup.node(depth));
    while (matching == null) {
      depth--;
      matching = zone.nsec3Matching(lookup.hash(depth), lookup.node(depth));
    }
    answer.addProof(matching);
    answer.addProof(zone.nsec3Covering(lookup.hash(depth + 1)));
    return depth;
  }
}
