package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How the primaries of a zone have answered of late. Thread-safe. */
final class PrimaryHealth {
  private static final long PUT_OFF_SECONDS = 60;
  private static final long PUT_OFF_SECONDS_MAX = 3600;
  private static final int DOUBLINGS_MAX = 6;

  /**
   * What is known of one primary.
   *
   * @param failures in a row
   * @param lastAnswer when it last gave a good answer
   * @param lastError of the last failure in the row, empty after a success
   * @param differencesFailed whether it was asked for differences when it failed last
   */
  record Status(
      int failures,
      Instant lastTried,
      Optional<Instant> lastAnswer,
      Optional<String> lastError,
      boolean differencesFailed) {
    /**
     * Whether the others are asked before it. Not for ever: a primary that is preferred and was
     * down for a moment would otherwise not be asked again before all others have failed.
     */
    private boolean isPutOff(Instant now) {
      long seconds = PUT_OFF_SECONDS << Math.min(Math.max(0, failures - 1), DOUBLINGS_MAX);
      Instant until = lastTried.plusSeconds(Math.min(PUT_OFF_SECONDS_MAX, seconds));
      return failures > 0 && !lastTried.isAfter(now) && now.isBefore(until);
    }
  }

  private final Map<InetSocketAddress, Status> byAddress = new ConcurrentHashMap<>();

  /** The primaries in the order to be asked: as configured, those that failed just now last. */
  List<InetSocketAddress> inOrder(List<InetSocketAddress> primaries, Instant now) {
    List<InetSocketAddress> sorted = new ArrayList<>(primaries);
    sorted.sort(
        Comparator.comparing(address -> of(address).filter(s -> s.isPutOff(now)).isPresent()));
    return sorted;
  }

  void succeeded(InetSocketAddress address, Instant when) {
    byAddress.put(address, new Status(0, when, Optional.of(when), Optional.empty(), false));
  }

  /** {@code differences}: whether it was asked for them. */
  void failed(InetSocketAddress address, Instant when, String error, boolean differences) {
    byAddress.merge(
        address,
        new Status(1, when, Optional.empty(), Optional.of(error), differences),
        (old, one) ->
            new Status(
                old.failures() + 1,
                when,
                old.lastAnswer(),
                one.lastError(),
                one.differencesFailed()));
  }

  Optional<Status> of(InetSocketAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** Forgets primaries that are none any more. */
  void retain(List<InetSocketAddress> primaries) {
    byAddress.keySet().retainAll(primaries);
  }
}
