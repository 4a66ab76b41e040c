package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.frontsigner.wire.DomainName;

/**
 * NOTIFYs of many zones at once, as those of a turnover, which wait so that not all secondaries
 * come at one moment: each zone for a time that its name gives, the same each week. For the {@link
 * SecondaryWatch} alone.
 */
final class SpreadNotifies {
  /** Where there are fewer zones than this in each second, they are not spread over more time. */
  private static final int ZONES_PER_SECOND = 50;

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Waiting(
      long number, long dueNanos, DomainName zone, List<Downstream.Target> targets) {
    static final Comparator<Waiting> BY_DUE =
        (a, b) -> {
          int order = Long.signum(a.dueNanos - b.dueNanos);
          return order != 0 ? order : Long.compare(a.number, b.number);
        };
  }

  private final TreeSet<Waiting> byDue = new TreeSet<>(Waiting.BY_DUE);
  private final Map<DomainName, Waiting> byZone = new HashMap<>();
  private long count;

  /** A zone whose NOTIFYs are to be sent now. */
  record Due(DomainName zone, List<Downstream.Target> targets) {}

  /** How long the NOTIFYs of a zone wait; 0: not at all. */
  static long delayNanos(DomainName zone, int zones, int spreadSeconds) {
    long spanNanos = Math.min(spreadSeconds, zones / ZONES_PER_SECOND) * SECOND_NANOS;
    // The hash of a name is not spread well over its upper bits.
    long mixed = (zone.hashCode() * 0x9E37_79B9_7F4A_7C15L) >>> 32;
    return (long) (spanNanos * (mixed / (double) (1L << 32)));
  }

  void put(DomainName zone, List<Downstream.Target> targets, long dueNanos) {
    remove(zone);
    Waiting waiting = new Waiting(count++, dueNanos, zone, List.copyOf(targets));
    byZone.put(zone, waiting);
    byDue.add(waiting);
  }

  void remove(DomainName zone) {
    Optional.ofNullable(byZone.remove(zone)).ifPresent(byDue::remove);
  }

  /** Takes what is due. */
  List<Due> take(long now) {
    List<Due> due = new ArrayList<>();
    while (!byDue.isEmpty() && byDue.first().dueNanos() - now <= 0) {
      Waiting waiting = byDue.pollFirst();
      byZone.remove(waiting.zone());
      due.add(new Due(waiting.zone(), waiting.targets()));
    }
    return due;
  }

  /** When the first is due; empty when none waits. */
  Optional<Long> firstNanos() {
    return byDue.isEmpty() ? Optional.empty() : Optional.of(byDue.first().dueNanos());
  }

  int size() {
    return byDue.size();
  }
}
