package org.frontsigner.scenario.zone;

/** What an honest validator must make of the answer to a question. */
public enum Due {
  /** All of the answer is proven inside the zone. */
  SECURE,
  /** Part of it lies outside, or in an opt-out span, or in a child; it must only not be bogus. */
  NOT_BOGUS,
  /** No resolver follows it, or nobody serves the child: not asked. */
  NOTHING;

  /** The lesser of the two: of an alias and its target. */
  Due and(Due other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
