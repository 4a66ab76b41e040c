package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.frontsigner.api.CheckReport;
import org.frontsigner.signing.KeyCheck;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneCheck;

/** What check-zone finds in a zone, its keys and its settings. */
final class CheckView {
  private CheckView() {}

  static CheckReport of(Keepers.Kept kept, Surroundings around) {
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
    ZoneCheck.check(zone, policy.isSecured()).forEach(each -> findings.add(view(each)));
    ZoneCheck.rectified(zone).forEach(each -> findings.add(view(each)));
    PresignedView.findings(kept, around, zone).forEach(each -> findings.add(view(each)));
    if (!policy.presigned()) {
      keyCheck(keeper, zone).findings(now).forEach(each -> findings.add(view(each)));
      unknownParent(keeper).ifPresent(findings::add);
    }
    wentBack(keeper, around.store()).ifPresent(findings::add);
    around.store().checkSql(keeper.stored(), zone).forEach(each -> findings.add(view(each)));
    findings.addAll(TokenPace.of(keeper, around).findings());
    return new CheckReport(keeper.name().toString(), zone.recordCount(), findings);
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

  /** Who asks nobody cannot know what the parent has. */
  private static Optional<CheckReport.Finding> unknownParent(ZoneKeeper keeper) {
    KeySet keys = keeper.policy().keys();
    if (!keys.signs() || keys.entryPoints().isEmpty()) {
      return Optional.empty();
    }
    String tags =
        keys.entryPoints().stream()
            .map(key -> Integer.toString(key.keyTag()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        new CheckReport.Finding(
            CheckReport.Finding.Severity.INFO,
            keeper.name().toString(),
            RrType.name(RrType.DS),
            ("whether the parent has a DS of tag %s is not known: this does not ask;"
                    + " export-zone-ds shows what it should have")
                .formatted(tags)));
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
