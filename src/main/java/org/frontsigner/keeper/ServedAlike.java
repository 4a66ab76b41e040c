package org.frontsigner.keeper;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.SecondaryAnswer.SoaSignature;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Serial;

/** Whether what a secondary serves of a zone is as good as what we serve. */
final class ServedAlike {
  private ServedAlike() {}

  /**
   * What its answer lacks, as the end of a sentence; empty when nothing: its serial is ours, and
   * where the zone is signed a signature of its SOA is of one of our keys and our window or a later
   * one. A later serial is none that we gave: it would never take ours.
   */
  static Optional<String> shortfall(SignedZone ours, SecondaryAnswer.Serves theirs, Instant now) {
    long serial = ours.soa().serial();
    if (theirs.serial() != serial) {
      return Optional.of(
          Serial.isAfter(theirs.serial(), serial)
              ? "it serves serial %d, which is after ours, %d, as when an old backup was restored here: set-meta ZONE SOA-EDIT EPOCH raises ours"
                  .formatted(theirs.serial(), serial)
              : "it serves serial %d, not %d".formatted(theirs.serial(), serial));
    }
    if (!ours.isSigned()
        || theirs.signatures().stream().anyMatch(each -> isGood(ours, each, now))) {
      return Optional.empty();
    }
    return Optional.of(
        "it serves serial %d %s"
            .formatted(
                theirs.serial(),
                until(theirs.signatures())
                    .map(when -> "with signatures until " + when + " that are not ours of now")
                    .orElse("without signatures")));
  }

  private static boolean isGood(SignedZone ours, SoaSignature signature, Instant now) {
    if (!now.isBefore(signature.expiration())) {
      return false;
    }
    if (ours.isPresigned()) {
      return true;
    }
    SigningWindow window = ours.plan().window();
    return !signature.inception().isBefore(window.inception())
        && !signature.expiration().isBefore(window.expiration())
        && ours.plan().keys().signers(RrType.SOA).stream()
            .anyMatch(
                key ->
                    key.keyTag() == signature.keyTag()
                        && key.algorithm().number() == signature.algorithm());
  }

  /** When the last of the signatures expires. */
  static Optional<Instant> until(List<SoaSignature> signatures) {
    return signatures.stream().map(SoaSignature::expiration).max(Comparator.naturalOrder());
  }
}
