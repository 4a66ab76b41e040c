package org.frontsigner.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.keeper.Downstream.Outcome;
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

  /**
   * Some secondaries are told once more, in the zone's round; returns its number, or {@code other}
   * where there is none, which begins one.
   */
  long again(DomainName zone, long other, List<Outcome> outcomes) {
    return rounds
        .merge(zone, new Round(other, List.copyOf(outcomes)), NotifyOutcomes::joined)
        .number();
  }

  private static Round joined(Round now, Round more) {
    List<Outcome> all = new ArrayList<>(more.outcomes());
    now.outcomes().stream()
        .filter(
            each -> more.outcomes().stream().noneMatch(one -> one.address().equals(each.address())))
        .forEach(all::add);
    return new Round(now.number(), List.copyOf(all));
  }

  /** Nothing is known of a zone any more. */
  void forget(DomainName zone) {
    rounds.remove(zone);
  }

  /** The state of one secondary in a round is another now. */
  void set(DomainName zone, long round, Outcome outcome) {
    rounds.computeIfPresent(
        zone,
        (name, now) ->
            now.number() != round
                ? now
                : new Round(
                    round,
                    now.outcomes().stream()
                        .map(each -> each.address().equals(outcome.address()) ? outcome : each)
                        .toList()));
  }

  List<Outcome> of(DomainName zone) {
    Round round = rounds.get(zone);
    return round == null ? List.of() : round.outcomes();
  }
}
