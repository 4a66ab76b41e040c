package org.frontsigner.store.powerdns;

import java.util.List;

/**
 * A row of the table domains. Immutable.
 *
 * @param name as it stands there, without its last dot
 * @param type {@code NATIVE}, {@code MASTER}, {@code SLAVE} or what else stands there, in capitals
 * @param primaries the addresses of the column {@code master}
 */
public record PowerDnsZone(long id, String name, String type, List<String> primaries) {
  public PowerDnsZone {
    primaries = List.copyOf(primaries);
  }

  /** Whether its records are pulled from primaries. */
  public boolean isPulled() {
    return type.equals("SLAVE") || type.equals("SECONDARY");
  }

  /** Whether its records are kept in the database by its operator. */
  public boolean isKept() {
    return type.equals("NATIVE") || type.equals("MASTER") || type.equals("PRIMARY");
  }
}
