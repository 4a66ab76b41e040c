package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;

/** We as a client of primaries. Calls block, within the limits of time of the configuration. */
public interface Upstream {
  /** What a primary says of its serial. */
  sealed interface Probe {
    record Found(Soa soa) implements Probe {}

    /** {@code reason} tells what went wrong, without zone and primary. */
    record Failed(String reason) implements Probe {}
  }

  /** What a transfer brought. */
  sealed interface Fetched {
    /** The primary has nothing newer. */
    record UpToDate(long serial) implements Fetched {}

    /** The whole zone, after its last SOA and its last TSIG. */
    record Whole(Zone zone, IntakeReport report) implements Fetched {}

    /** The differences from the serial that was asked for, in order. */
    record Incremental(List<Difference> differences) implements Fetched {}

    /** The primary does not do IXFR, or not for this zone: ask for the whole zone. */
    record NotIncremental(String reason) implements Fetched {}

    /** {@code reason} tells what went wrong, without zone and primary. */
    record Failed(String reason) implements Fetched {}
  }

  /** Asks for the SOA. */
  Probe probe(DomainName zone, Primary primary);

  /**
   * Asks for an IXFR where {@code from} has the SOA of the data we have, else for an AXFR. An IXFR
   * may bring the whole zone all the same (RFC 1995, 4).
   */
  Fetched fetch(DomainName zone, Primary primary, Optional<Soa> from, IntakePolicy policy);
}
