package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * All zones of a store at one time. Immutable.
 *
 * @param usable in order of name, without their data
 * @param unusable those of which something that others wrote is none
 */
public record StoredZones(List<StoredZone> usable, List<Unusable> unusable) {
  /**
   * A zone that is left as it is: neither taken up, nor taken for gone.
   *
   * @param id of the {@code domains} row
   * @param name as the row has it, which may be no name
   * @param reason what is wrong, a sentence without a full stop that names the zone
   */
  public record Unusable(int id, String name, String reason) {}

  public StoredZones {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
  }

  /** The zone of this name; empty when there is none that can be used. */
  Optional<StoredZone> named(DomainName name) {
    return usable.stream().filter(zone -> zone.name().equals(name)).findFirst();
  }

  /** Why the zone with this id can't be used; empty when it can, or is not there. */
  Optional<String> trouble(int id) {
    return unusable.stream().filter(zone -> zone.id() == id).map(Unusable::reason).findFirst();
  }

  /** Why a zone of this name can't be used; empty when nothing in the way has it. */
  Optional<String> trouble(DomainName name) {
    return unusable.stream()
        .filter(zone -> (zone.name() + ".").equalsIgnoreCase(name.toString()))
        .map(Unusable::reason)
        .findFirst();
  }
}
