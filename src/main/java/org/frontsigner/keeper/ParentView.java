package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.CheckReport.Finding.Severity;
import org.frontsigner.signing.KeyRef;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/** What check-zone finds where the DS set of the parent and the keys of a zone meet. */
final class ParentView {
  private final ZoneKeeper keeper;
  private final SignedZone served;
  private final List<CheckReport.Finding> findings = new ArrayList<>();

  private ParentView(ZoneKeeper keeper, SignedZone served) {
    this.keeper = keeper;
    this.served = served;
  }

  /** Nothing is found of zones without data. */
  static List<CheckReport.Finding> findings(ZoneKeeper keeper, Parent.Answer answer) {
    SignedZone served = keeper.signed().orElse(null);
    if (served == null) {
      return List.of();
    }
    ParentView view = new ParentView(keeper, served);
    if (answer instanceof Parent.Answer.Found found) {
      view.compare(found.records());
    } else {
      view.unknown(((Parent.Answer.Unknown) answer).reason());
    }
    return view.findings;
  }

  private void add(Severity severity, String message) {
    findings.add(
        new CheckReport.Finding(
            severity, keeper.name().toString(), RrType.name(RrType.DS), message));
  }

  private List<KeyRef> entryPoints() {
    return KeyMemory.keys(served).entryPoints();
  }

  private String tags() {
    return entryPoints().stream()
        .map(key -> Integer.toString(key.tag()))
        .collect(Collectors.joining(", "));
  }

  private void unknown(String reason) {
    if (!entryPoints().isEmpty()) {
      add(
          Severity.INFO,
          "whether the parent has a DS of tag %s is not known: %s; export-zone-ds shows what it should have"
              .formatted(tags(), reason));
    }
  }

  private void compare(SortedSet<String> records) {
    if (!records.isEmpty() && !served.isSigned()) {
      add(Severity.ERROR, "the parent has a DS, and the zone is not signed: validators fail");
    } else if (records.isEmpty() && !entryPoints().isEmpty()) {
      add(
          Severity.WARNING,
          "the zone has keys, and its parent no DS: for validators it is unsigned; give the parent"
              + " the DS of tag %s that export-zone-ds shows".formatted(tags()));
    } else if (!records.isEmpty() && records.stream().noneMatch(this::leadsIn)) {
      add(
          Severity.ERROR,
          "no DS of the parent points to a key that signs the DNSKEY set: validators fail; give the"
              + " parent those of export-zone-ds");
    }
    if (served.isSigned()) {
      records.stream().filter(record -> !pointsToKey(record, false)).forEach(this::stray);
    }
  }

  private boolean leadsIn(String record) {
    return pointsToKey(record, true);
  }

  private void stray(String record) {
    add(
        Severity.WARNING,
        "the parent's DS %s is of no key that is in the zone: unless one is to come, have the parent"
                .formatted(record)
            + " remove it");
  }

  private boolean pointsToKey(String record, boolean isEntryPoint) {
    RrSet keys = served.apexNode().set(RrType.DNSKEY);
    for (int i = 0; keys != null && i < keys.count(); i++) {
      byte[] rdata = keys.rdata(i);
      boolean counts = !isEntryPoint || entryPoints().contains(KeyRef.ofDnskey(rdata));
      if (counts && ParentDs.pointsTo(record, keeper.name(), rdata)) {
        return true;
      }
    }
    return false;
  }
}
