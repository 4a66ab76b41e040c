package org.frontsigner.zone;

/** What became of the records of a whole zone. */
public sealed interface BuildResult {
  /** A zone, and what was left out of it. */
  record Built(Zone zone, IntakeReport report) implements BuildResult {}

  /** No zone, with the rule and the record that refused it. */
  record Refused(IntakeRule rule, String reason) implements BuildResult {}
}
