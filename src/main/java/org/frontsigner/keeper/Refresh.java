package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the primaries of one zone and hands what they give to its keeper. One round is under way at
 * a time. Thread-safe.
 */
final class Refresh {
  private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

  private final ZoneKeeper keeper;
  private final Surroundings around;
  private final RefreshTimes times;
  private final PrimaryHealth health = new PrimaryHealth();
  private final ReentrantLock round = new ReentrantLock();
  private volatile int failures;
  private volatile Instant nextCheck = Instant.EPOCH;
  private volatile String lastLogged = "";

  Refresh(ZoneKeeper keeper, Surroundings around) {
    this.keeper = keeper;
    this.around = around;
    this.times = new RefreshTimes(around.settings(), around.random());
  }

  PrimaryHealth health() {
    return health;
  }

  /** When the primaries are asked next. */
  Instant nextCheck() {
    return nextCheck;
  }

  /** Plans the first check after a start. */
  void planFirst(int zones) {
    if (keeper.stored().settings().type() == ZoneType.SLAVE) {
      Instant now = around.clock().instant();
      Instant due =
          keeper
              .zone()
              .map(
                  zone ->
                      keeper.stored().state().confirmed().plusSeconds(zone.soa().refreshSeconds()))
              .orElse(now);
      plan(times.afterStart(now, due, zones));
    }
  }

  /**
   * Asks now and waits for the outcome.
   *
   * @param forced whether the whole zone is fetched whatever its serial
   */
  PullOutcome run(Optional<InetSocketAddress> first, boolean forced) {
    round.lock();
    try {
      StoredZone stored = keeper.stored();
      health.retain(stored.settings().primaries());
      Optional<Zone> current = keeper.zone();
      PullOutcome outcome = new PullRound(stored, current, health, around).run(first, forced);
      return settle(outcome, current);
    } catch (ZoneKeeper.ZoneGone e) {
      return new PullOutcome.Failed(java.util.List.of(e.getMessage()));
    } finally {
      round.unlock();
    }
  }

  private PullOutcome settle(PullOutcome outcome, Optional<Zone> current) {
    if (outcome instanceof PullOutcome.Fresh fresh) {
      take(fresh, current);
    } else if (outcome instanceof PullOutcome.Current) {
      keeper.confirm();
    }
    boolean failed = outcome instanceof PullOutcome.Failed;
    failures = failed ? failures + 1 : 0;
    Instant now = around.clock().instant();
    Soa soa = keeper.zone().map(Zone::soa).orElse(null);
    plan(failed ? times.afterFailure(now, failures, soa) : times.afterSuccess(now, soa));
    if (outcome instanceof PullOutcome.Failed bad) {
      logOnce("zone {}: no primary could be used: {}", bad.text());
    }
    return outcome;
  }

  /** The same trouble is told once, not at every try. */
  private void logOnce(String format, String what) {
    if (!what.equals(lastLogged)) {
      LOG.warn(format, keeper.name().toText(), what);
      lastLogged = what;
    }
  }

  private void take(PullOutcome.Fresh fresh, Optional<Zone> current) {
    if (!fresh.report().entries().isEmpty()) {
      around.listener().dropped(keeper.name(), fresh.primary(), fresh.report());
      logDropped(fresh);
    }
    if (current.isPresent() && sameData(current.get(), fresh.zone())) {
      keeper.confirm();
      return;
    }
    DataChange data =
        fresh.differences().isEmpty()
            ? new DataChange.Replaced(fresh.zone())
            : new DataChange.Patched(fresh.zone(), fresh.differences());
    keeper.accept(fresh.zone(), data, fresh.changedKeys());
    lastLogged = "";
    LOG.info(
        "zone {}: serial {} from primary {} ({}), served as {}",
        keeper.name().toText(),
        fresh.zone().serial(),
        Endpoint.print(fresh.primary()),
        fresh.differences().isEmpty() ? "whole" : fresh.differences().size() + " differences",
        keeper.stored().state().servedSerial());
  }

  private void logDropped(PullOutcome.Fresh fresh) {
    for (var entry : fresh.report().entries()) {
      LOG.warn(
          "zone {}: primary {} sent {} records that are dropped by rule {}, the first: {}",
          keeper.name().toText(),
          Endpoint.print(fresh.primary()),
          entry.count(),
          entry.rule().label(),
          entry.firstCase());
    }
  }

  private static boolean sameData(Zone a, Zone b) {
    if (a == b) {
      return true;
    }
    PackedIndex left = a.nodes();
    PackedIndex right = b.nodes();
    if (left.size() != right.size()) {
      return false;
    }
    long at = left.first();
    long to = right.first();
    while (at != PackedIndex.NONE) {
      if (!Arrays.equals(left.keyAt(at), right.keyAt(to))
          || !Arrays.equals(left.valueAt(at), right.valueAt(to))) {
        return false;
      }
      at = left.next(at);
      to = right.next(to);
    }
    return true;
  }

  private void plan(Instant when) {
    nextCheck = when;
    around.agenda().checkAt(keeper.name(), when);
  }
}
