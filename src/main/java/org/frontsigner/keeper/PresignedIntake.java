package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.signing.PresignedCheck;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.Zone;

/**
 * Decides whether a zone that came with the signatures of others is taken. One that can't be served
 * so is not. One with faults is not while what we have is better; where that is no better, as when
 * there is none, the names without a fault are better than nothing.
 */
final class PresignedIntake {
  /** Whether a zone is taken, and what is wrong with it. */
  sealed interface Verdict {
    /** {@code faults}: what resolvers will not validate. */
    record Taken(List<Finding> faults) implements Verdict {}

    /** {@code reason} is the end of a sentence. */
    record Refused(String reason) implements Verdict {}
  }

  private final Surroundings around;
  private final Optional<Zone> current;

  /** Judges zones that are to follow this one. */
  PresignedIntake(Surroundings around, Optional<Zone> current) {
    this.around = around;
    this.current = current;
  }

  /** {@code changedKeys} as in {@link PresignedCheck#check}. */
  Verdict judge(Zone zone, List<byte[]> changedKeys) {
    PresignedCheck.Result result = check(zone, changedKeys);
    if (result.unusable().isPresent()) {
      return new Verdict.Refused(result.unusable().get());
    }
    List<Finding> errors =
        result.findings().stream()
            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
            .toList();
    if (!errors.isEmpty() && isCurrentBetter()) {
      return new Verdict.Refused(
          "%s, and what we have has no fault".formatted(told(errors.get(0))));
    }
    return new Verdict.Taken(errors);
  }

  /** A fault in a sentence. */
  static String told(Finding fault) {
    return "%s %s: %s".formatted(fault.owner(), fault.typeName(), fault.message());
  }

  private boolean isCurrentBetter() {
    if (current.isEmpty()) {
      return false;
    }
    return !current.get().isPresigned() || check(current.get(), List.of()).firstError().isEmpty();
  }

  private PresignedCheck.Result check(Zone zone, List<byte[]> changedKeys) {
    return PresignedCheck.check(
        zone,
        changedKeys,
        around.crypto(),
        around.clock().instant(),
        around.random(),
        around.settings().presigned().signaturesVerifiedMax());
  }
}
