package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.zone.Zone;

/**
 * What a change makes of a zone. Immutable.
 *
 * @param zone the data from now on; null when there is none
 * @param data how that differs from what is stored
 * @param changedKeys keys of the names that differ; null when the data came whole
 * @param confirmed when a primary last said that the data is current
 */
record ZoneChange(
    ZoneSettings settings,
    Zone zone,
    DataChange data,
    List<byte[]> changedKeys,
    Instant confirmed) {

  /** A zone that is pulled from now on begins to expire now. */
  ZoneChange after(ZoneSettings before, Instant now) {
    boolean beginsToExpire = settings.type() == ZoneType.SLAVE && before.type() != ZoneType.SLAVE;
    return beginsToExpire ? new ZoneChange(settings, zone, data, changedKeys, now) : this;
  }

  /** The signatures of others go, where the settings do not say that they are to be served. */
  ZoneChange settled(KeeperSettings keeper) {
    boolean stays = zone == null || !zone.isPresigned() || ZonePolicy.wantsPresigned(settings);
    if (stays) {
      return this;
    }
    Zone plain = zone.withoutSignatures(keeper.intake());
    return new ZoneChange(settings, plain, new DataChange.Replaced(plain), null, confirmed);
  }

  /** What the settings mean for this data. */
  ZonePolicy policy(KeeperSettings keeper) {
    return ZonePolicy.of(settings, keeper, zone);
  }

  /** The state that the zone is in after the change. */
  ZoneState state(SigningPlan plan, long servedSerial, KeeperSettings keeper) {
    return new ZoneState(
        true,
        zone.serial(),
        servedSerial,
        plan.signs() ? plan.window().inception() : Instant.EPOCH,
        confirmed,
        ServedAs.of(plan, policy(keeper)));
  }
}
