package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.signing.PresignedCheck;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;

/** What check-zone finds in the signatures that others made, and whether they make any. */
final class PresignedView {
  private final Keepers.Kept kept;
  private final Surroundings around;
  private final Zone zone;
  private final List<Finding> findings = new ArrayList<>();

  private PresignedView(Keepers.Kept kept, Surroundings around, Zone zone) {
    this.kept = kept;
    this.around = around;
    this.zone = zone;
  }

  static List<Finding> findings(Keepers.Kept kept, Surroundings around, Zone zone) {
    return new PresignedView(kept, around, zone).run();
  }

  private List<Finding> run() {
    ZonePolicy policy = kept.keeper().policy();
    if (policy.presigned()) {
      lookAtSignatures();
    } else if (policy.wantsPresigned()) {
      add(
          Finding.Severity.WARNING,
          "PRESIGNED is set, and the zone has not come with signatures that are good yet: it is"
              + " served as before; see show-zone and the log, or use retrieve or load-zone");
    } else if (kept.refresh().primarySigns().orElse(false)) {
      add(
          Finding.Severity.WARNING,
          "the primary signs the zone, and its signatures are dropped; if they are to be served use"
              + " set-presigned");
    }
    return findings;
  }

  private void add(Finding.Severity severity, String message) {
    findings.add(new Finding(severity, zone.apex(), RrType.RRSIG, message));
  }

  private void lookAtSignatures() {
    Instant now = around.clock().instant();
    PresignedSettings settings = around.settings().presigned();
    PresignedCheck.Result result =
        PresignedCheck.check(
            zone, null, around.crypto(), now, around.random(), settings.signaturesVerifiedMax());
    result.unusable().ifPresent(why -> add(Finding.Severity.ERROR, why));
    findings.addAll(result.findings());
    result.earliestExpiration().ifPresent(when -> lookAtExpiration(when, now));
  }

  /** What secondaries may serve without asking us, they must not serve past its signatures. */
  private void lookAtExpiration(Instant when, Instant now) {
    Soa soa = zone.soa();
    long kept = soa.refreshSeconds() + soa.expireSeconds();
    long wanted = Math.max(kept, around.settings().presigned().alarmSeconds());
    if (!now.isBefore(when)) {
      add(Finding.Severity.ERROR, "the first signature expired at " + when);
    } else if (!now.isBefore(when.minusSeconds(wanted))) {
      add(
          Finding.Severity.WARNING,
          ("the first signature expires at %s, in less than the %d seconds for which secondaries may"
                  + " serve the zone without an update (refresh and expire of the SOA) or which are"
                  + " set for the alarm")
              .formatted(when, wanted));
    }
  }
}
