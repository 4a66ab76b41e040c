package org.frontsigner.zone;

import java.util.List;

/** What became of a {@link Difference}. */
public sealed interface PatchResult {
  /**
   * The changed zone.
   *
   * @param changedKeys keys of all names that are new, gone, or not the same octets as before
   */
  record Patched(Zone zone, List<byte[]> changedKeys, IntakeReport report) implements PatchResult {}

  /** The difference does not belong to this zone: the whole zone must be fetched (RFC 1995, 4). */
  record DoesNotApply(String reason) implements PatchResult {}

  /** The result would be no good zone. */
  record Refused(IntakeRule rule, String reason) implements PatchResult {}
}
