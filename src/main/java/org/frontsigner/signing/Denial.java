package org.frontsigner.signing;

import java.util.Optional;

/** How a zone denies that names and types exist. */
public sealed interface Denial {
  /** Names in the clear (RFC 4034, 4). */
  record Nsec() implements Denial {}

  /** Hashed names that exist in the zone (RFC 5155), with or without opt-out. */
  record Nsec3(Nsec3Parameters parameters) implements Denial {}

  /** Hashes made for each question that reveal no other name; no transfers out. */
  record Narrow(Nsec3Parameters parameters) implements Denial {}

  /** The NSEC3 parameters, where names are hashed. */
  default Optional<Nsec3Parameters> nsec3() {
    if (this instanceof Nsec3 nsec3) {
      return Optional.of(nsec3.parameters());
    }
    return this instanceof Narrow narrow ? Optional.of(narrow.parameters()) : Optional.empty();
  }

  /** Whether there is a chain of all names, as a transfer wants it. */
  default boolean hasChain() {
    return !(this instanceof Narrow);
  }
}
