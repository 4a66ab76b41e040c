package org.frontsigner.keeper;

import org.frontsigner.wire.DomainName;

/**
 * A zone as the store has it, without its data. Immutable.
 *
 * @param id of the {@code domains} row
 */
public record StoredZone(int id, DomainName name, ZoneSettings settings, ZoneState state) {
  public StoredZone withSettings(ZoneSettings newSettings) {
    return new StoredZone(id, name, newSettings, state);
  }

  public StoredZone withState(ZoneState newState) {
    return new StoredZone(id, name, settings, newState);
  }
}
