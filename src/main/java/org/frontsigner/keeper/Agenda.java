package org.frontsigner.keeper;

import java.time.Instant;
import org.frontsigner.wire.DomainName;

/** When a zone is looked at again. Thread-safe. */
public interface Agenda {
  /** The zone's check is due at {@code when}; an earlier plan for the zone is replaced. */
  void checkAt(DomainName zone, Instant when);

  /** The zone's data expires at {@code when}, unless it is confirmed before; replaces likewise. */
  void expireAt(DomainName zone, Instant when);

  /** Nothing is due for the zone any more. */
  void forget(DomainName zone);
}
