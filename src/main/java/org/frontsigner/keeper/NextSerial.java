package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;

/** Gives the data of a zone the serial after its own. */
final class NextSerial {
  private static final long SERIALS = 1L << 32;

  private NextSerial() {}

  /** The zone takes its data with the next serial (RFC 1982, 3.1); the rest of it stays. */
  static void take(ZoneKeeper keeper, Zone zone, IntakePolicy policy) {
    Soa soa = zone.soa();
    Soa next = soa.withSerial((soa.serial() + 1) % SERIALS);
    Difference difference =
        new Difference(soa.serial(), next.serial(), only(zone, soa), only(zone, next));
    PatchResult result = ZonePatch.apply(zone, difference, policy);
    if (!(result instanceof PatchResult.Patched patched)) {
      throw new IllegalStateException("a zone takes another serial: " + result);
    }
    keeper.accept(
        Optional.of(zone),
        patched.zone(),
        new DataChange.Patched(patched.zone(), List.of(difference)),
        patched.changedKeys());
  }

  private static RecordList only(Zone zone, Soa soa) {
    return new RecordList.Builder()
        .add(zone.apex(), RrType.SOA, soa.ttlSeconds(), soa.rdata())
        .build();
  }
}
