package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.zone.Zone;

/**
 * What a change makes of a zone. Immutable.
 *
 * @param zone null when there is no data
 * @param changedKeys as in {@link org.frontsigner.signing.SignedZone#next}
 */
record ZoneChange(
    ZoneSettings settings,
    Zone zone,
    DataChange data,
    List<byte[]> changedKeys,
    Instant confirmed) {
  ZoneState state(SigningPlan plan, long servedSerial) {
    return new ZoneState(
        true,
        zone.serial(),
        servedSerial,
        plan.signs() ? plan.window().inception() : Instant.EPOCH,
        confirmed);
  }
}
