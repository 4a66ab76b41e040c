package org.frontsigner.transfer;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.keeper.Downstream.Outcome;
import org.frontsigner.keeper.Downstream.State;
import org.frontsigner.wire.DomainName;

/**
 * What became of the last NOTIFYs of each zone, by secondary. What is said of a round that a newer
 * one has replaced is not heard. Thread-safe.
 */
final class NotifyOutcomes {
  private final Map<DomainName, Round> rounds = new ConcurrentHashMap<>();

  private record Round(long number, List<Outcome> outcomes) {}

  /** A new round of a zone, with all its secondaries; none of them: the zone is forgotten. */
  void begin(DomainName zone, long round, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      rounds.remove(zone);
    } else {
      rounds.put(zone, new Round(round, List.copyOf(outcomes)));
    }
  }

  /** The state of one secondary in a round is another now. */
  void set(
      DomainName zone,
      long round,
      InetSocketAddress address,
      Instant when,
      State state,
      int attempts) {
    rounds.computeIfPresent(
        zone,
        (name, now) ->
            now.number() != round
                ? now
                : new Round(
                    round,
                    now.outcomes().stream()
                        .map(
                            each ->
                                each.address().equals(address)
                                    ? new Outcome(address, each.serial(), when, state, attempts)
                                    : each)
                        .toList()));
  }

  List<Outcome> of(DomainName zone) {
    Round round = rounds.get(zone);
    return round == null ? List.of() : round.outcomes();
  }
}
