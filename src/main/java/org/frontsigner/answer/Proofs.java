package org.frontsigner.answer;

import org.frontsigner.zone.Node;

/**
 * Puts the records that prove a denial into the authority section of an answer: those that the
 * proof needs, each once. The lookup is the one that found what is denied. Stateless.
 */
sealed interface Proofs permits NoProofs, NsecProofs, Nsec3Proofs {
  /** That a name, which exists, lacks a type. */
  void noData(Lookup lookup, int depth, Node node, Answer answer);

  /** That neither the name nor a wildcard for it exists. */
  void nameError(Lookup lookup, Answer answer);

  /** That no name is closer to the one asked for than the wildcard that it was made from. */
  void wildcardAnswer(Lookup lookup, Answer answer);

  /** As {@link #wildcardAnswer}, and that the wildcard lacks a type. */
  void wildcardNoData(Lookup lookup, Node wildcard, Answer answer);
}
