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
  /**
   * What is known of one primary.
   *
   * @param failures in a row
   * @param lastAnswer when it last gave a good answer
   * @param lastError of the last failure in the row, empty after a success
   */
  record Status(int failures, Optional<Instant> lastAnswer, Optional<String> lastError) {}

  private final Map<InetSocketAddress, Status> byAddress = new ConcurrentHashMap<>();

  /** The primaries in the order to be asked: as configured, those that failed last time last. */
  List<InetSocketAddress> inOrder(List<InetSocketAddress> primaries) {
    List<InetSocketAddress> sorted = new ArrayList<>(primaries);
    sorted.sort(Comparator.comparingInt(address -> failures(address) == 0 ? 0 : 1));
    return sorted;
  }

  private int failures(InetSocketAddress address) {
    Status status = byAddress.get(address);
    return status == null ? 0 : status.failures();
  }

  void succeeded(InetSocketAddress address, Instant when) {
    byAddress.put(address, new Status(0, Optional.of(when), Optional.empty()));
  }

  void failed(InetSocketAddress address, String error) {
    byAddress.merge(
        address,
        new Status(1, Optional.empty(), Optional.of(error)),
        (old, one) -> new Status(old.failures() + 1, old.lastAnswer(), Optional.of(error)));
  }

  Optional<Status> of(InetSocketAddress address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  /** Forgets primaries that are none any more. */
  void retain(List<InetSocketAddress> primaries) {
    byAddress.keySet().retainAll(primaries);
  }
}
