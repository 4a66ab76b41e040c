package org.frontsigner.answer;

import org.frontsigner.zone.Node;

/**
 * What a zone has for a name and a type. {@code wildcard} says that the node is a wildcard which
 * the name asked for is synthesized from (RFC 4592, 3.3.1). Immutable.
 */
sealed interface Outcome {
  /** The node has what is asked for: one set, or of ANY, RRSIG and NSEC what there is. */
  record Hit(Node node, boolean wildcard) implements Outcome {}

  /** The name is there, the type is not. */
  record NoData(Node node, boolean wildcard) implements Outcome {}

  /** The name is not there, and no wildcard stands for it. */
  record NxDomain() implements Outcome {}

  /**
   * Another zone answers for the name.
   *
   * @param depth labels of the cut below the apex
   */
  record Referral(Node cut, int depth, boolean wildcard) implements Outcome {}

  /** The name is an alias (RFC 1034, 3.6.2). */
  record Alias(Node node, boolean wildcard) implements Outcome {}

  /**
   * A name above is redirected, with all below it (RFC 6672).
   *
   * @param depth labels of the redirected name below the apex
   */
  record Substitution(Node node, int depth) implements Outcome {}
}
