package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.api.CheckReport;
import org.frontsigner.signing.KeyCheck;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneCheck;

/** What check-zone finds in a zone, its keys and its settings. */
final class CheckView {
  private CheckView() {}

  /**
   * @param parent what is known of the DS set at its parent
   */
  static CheckReport of(Keepers.Kept kept, Surroundings around, Parent.Answer parent) {
    ZoneKeeper keeper = kept.keeper();
    Instant now = around.clock().instant();
    List<CheckReport.Finding> findings = new ArrayList<>();
    Zone zone = keeper.zone().orElse(null);
    if (zone == null) {
      findings.add(
          new CheckReport.Finding(
              CheckReport.Finding.Severity.ERROR,
              keeper.name().toString(),
              "",
              "The zone has no data: see show-zone for why its primaries gave none"));
      return new CheckReport(keeper.name().toString(), 0, findings);
    }
    ZonePolicy policy = keeper.policy();
    ZoneCheck.check(zone, signedSoa(keeper)).forEach(each -> findings.add(view(each)));
    ZoneCheck.rectified(zone).forEach(each -> findings.add(view(each)));
    PresignedView.findings(kept, around, zone).forEach(each -> findings.add(view(each)));
    if (!policy.presigned()) {
      keyCheck(keeper, zone).findings(now).forEach(each -> findings.add(view(each)));
    }
    findings.addAll(ParentView.findings(keeper, parent));
    wentBack(keeper, around.store()).ifPresent(findings::add);
    around.store().checkSql(keeper.stored(), zone).forEach(each -> findings.add(view(each)));
    findings.addAll(TokenPace.of(keeper, around).findings());
    return new CheckReport(keeper.name().toString(), zone.recordCount(), findings);
  }

  private static Optional<Soa> signedSoa(ZoneKeeper keeper) {
    return keeper.signed().filter(signed -> keeper.policy().isSecured()).map(SignedZone::soa);
  }

  /** Where the primary's serial is served, it may be lower than one that we made before. */
  private static Optional<CheckReport.Finding> wentBack(ZoneKeeper keeper, ZoneStore store) {
    StoredZone stored = keeper.stored();
    long served = stored.state().servedSerial();
    long highest = ServedSerial.highestSigned(stored, store);
    if (keeper.policy().serialPolicy() != SerialPolicy.NONE || highest == served) {
      return Optional.empty();
    }
    return Optional.of(
        new CheckReport.Finding(
            CheckReport.Finding.Severity.WARNING,
            keeper.name().toString(),
            "SOA",
            ("secondaries may have a higher serial, %d, of the signed zone, and keep that zone until"
                    + " they are made to transfer by hand, or the primary's serial is higher")
                .formatted(highest)));
  }

  private static KeyCheck keyCheck(ZoneKeeper keeper, Zone zone) {
    ZonePolicy policy = keeper.policy();
    return new KeyCheck(
        keeper.name(),
        policy.settings().keys().stream().filter(key -> !key.isPending()).toList(),
        policy.keys(),
        policy.denial(),
        policy.serialPolicy(),
        OptionalLong.of(zone.serial()),
        policy.pinnedWindow());
  }

  private static CheckReport.Finding view(Finding finding) {
    return new CheckReport.Finding(
        finding.severity() == Finding.Severity.ERROR
            ? CheckReport.Finding.Severity.ERROR
            : CheckReport.Finding.Severity.WARNING,
        finding.owner().toString(),
        finding.typeName(),
        finding.message());
  }
}
