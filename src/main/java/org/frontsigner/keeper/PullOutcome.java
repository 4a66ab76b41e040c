package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.Zone;

/** What a round of asking the primaries of a zone brought. */
sealed interface PullOutcome {
  /** A primary has the data that we have. */
  record Current(InetSocketAddress primary, long serial) implements PullOutcome {}

  /**
   * Newer data, or other data when it was asked for.
   *
   * @param differences empty when the zone came whole
   * @param changedKeys keys of the names that differ; null when the zone came whole
   * @param whyWhole why there were no differences, where they were asked for
   * @param faults what resolvers will not validate of a zone that others signed
   */
  record Fresh(
      InetSocketAddress primary,
      Zone zone,
      List<Difference> differences,
      List<byte[]> changedKeys,
      IntakeReport report,
      Optional<String> whyWhole,
      List<Finding> faults)
      implements PullOutcome {
    Fresh with(List<Finding> newFaults) {
      return new Fresh(primary, zone, differences, changedKeys, report, whyWhole, newFaults);
    }
  }

  /** No primary could be used; what each said, in the order they were asked. */
  record Failed(List<String> reasons) implements PullOutcome {
    String text() {
      return String.join("; ", reasons);
    }
  }

  /** The primary that answered. */
  default Optional<InetSocketAddress> answeredBy() {
    if (this instanceof Current current) {
      return Optional.of(current.primary());
    }
    return this instanceof Fresh fresh ? Optional.of(fresh.primary()) : Optional.empty();
  }
}
