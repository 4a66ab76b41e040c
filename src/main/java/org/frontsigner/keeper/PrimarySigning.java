package org.frontsigner.keeper;

import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.IntakeRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the primary of a zone that is not pre-signed sends it signed all the same: said when it
 * begins, and when it ends. Every change of a signed zone brings a signature over its SOA, so that
 * differences tell it as well as the whole. Thread-safe.
 */
final class PrimarySigning {
  private static final Logger LOG = LoggerFactory.getLogger(PrimarySigning.class);

  private final DomainName zone;
  private volatile Optional<Boolean> signs = Optional.empty();

  PrimarySigning(DomainName zone) {
    this.zone = zone;
  }

  /** Whether it does; empty when nothing has come since the start. */
  Optional<Boolean> signs() {
    return signs;
  }

  /** This was dropped of what came. */
  synchronized void came(IntakeReport report) {
    boolean now =
        report.entries().stream().anyMatch(entry -> entry.rule() == IntakeRule.DNSSEC_RECORD);
    boolean before = signs.orElse(false);
    signs = Optional.of(now);
    if (now && !before) {
      LOG.warn(
          "zone {}: the primary signs it; its signatures are dropped, and the zone is served as its"
              + " own keys say; set-presigned would serve the primary's",
          zone.toText());
    } else if (!now && before) {
      LOG.warn("zone {}: the primary signs it no more", zone.toText());
    }
  }

  /** The zone is pre-signed: that the primary signs it is as it should be. */
  void expected() {
    signs = Optional.empty();
  }
}
