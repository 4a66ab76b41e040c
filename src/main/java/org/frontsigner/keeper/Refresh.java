package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

  /** Whoever asks again so soon after a check that brought nothing has to wait a moment. */
  private static final Duration QUIET = Duration.ofMillis(250);

  private final ZoneKeeper keeper;
  private final Surroundings around;
  private final RefreshTimes times;
  private final PrimaryHealth health = new PrimaryHealth();
  private final PrimarySigning signing;
  private final ReentrantLock round = new ReentrantLock();
  private volatile int failures;
  private volatile Instant nextCheck = Instant.EPOCH;
  private volatile Instant quietUntil = Instant.EPOCH;
  private volatile InetSocketAddress postponed;
  private volatile String lastTrouble = "";
  private volatile String lastDropped = "";

  Refresh(ZoneKeeper keeper, Surroundings around) {
    this.keeper = keeper;
    this.around = around;
    this.times = new RefreshTimes(around.settings(), around.random());
    this.signing = new PrimarySigning(keeper.name());
  }

  /** Whether the primary sends signatures that are not wanted. */
  Optional<Boolean> primarySigns() {
    return signing.signs();
  }

  PrimaryHealth health() {
    return health;
  }

  /** Checks in a row that did not bring what they should; 0 after a good one. */
  int failures() {
    return failures;
  }

  /** What was wrong with the primaries at the last check; empty when nothing was. */
  String lastTrouble() {
    return lastTrouble;
  }

  /** When the primaries are asked next. */
  Instant nextCheck() {
    return nextCheck;
  }

  /** Plans the first check after a start. */
  void planFirst(int zones) {
    if (keeper.stored().settings().type() == ZoneType.SLAVE) {
      Instant confirmed = keeper.stored().state().confirmed();
      plan(times.afterStart(around.clock().instant(), confirmed, soa(), zones));
    }
  }

  private Soa soa() {
    return keeper.zone().map(Zone::soa).orElse(null);
  }

  /**
   * Asks soon: now, unless the last check ended a moment ago and brought nothing. So a flood of
   * NOTIFYs makes no flood of questions to the primaries.
   *
   * @param first the primary to ask first
   */
  void check(Optional<InetSocketAddress> first) {
    Instant now = around.clock().instant();
    first.ifPresent(address -> postponed = address);
    boolean quiet = now.isBefore(quietUntil) && !quietUntil.isAfter(now.plus(QUIET));
    if (quiet) {
      plan(quietUntil);
      return;
    }
    Optional<InetSocketAddress> preferred = Optional.ofNullable(postponed);
    postponed = null;
    run(preferred, false);
  }

  /**
   * Asks now and waits for the outcome. Whatever happens, the next check is planned.
   *
   * @param first the primary to ask first
   * @param forced whether the whole zone is fetched whatever its serial
   */
  PullOutcome run(Optional<InetSocketAddress> first, boolean forced) {
    round.lock();
    try {
      return pull(first, forced);
    } catch (ZoneGone e) {
      return new PullOutcome.Failed(List.of(e.getMessage()));
    } catch (StoreFailed e) {
      PullOutcome outcome = new PullOutcome.Failed(List.of(e.getMessage()));
      settle(outcome, List.of(e.getMessage()), true);
      return outcome;
    } catch (RuntimeException e) {
      planAgain(true);
      throw e;
    } finally {
      round.unlock();
      forgetIfDeleted();
    }
  }

  /** What was counted of a zone after it was deleted would be shown for ever. */
  private void forgetIfDeleted() {
    if (keeper.isDeleted()) {
      around.listener().deleted(keeper.name());
    }
  }

  private PullOutcome pull(Optional<InetSocketAddress> first, boolean forced) {
    StoredZone stored = keeper.stored();
    health.retain(stored.settings().primaries());
    Optional<Zone> current = keeper.zone();
    PullRound asking = new PullRound(stored, current, health, around);
    PullOutcome outcome = asking.run(first, forced);
    if (outcome instanceof PullOutcome.Fresh fresh) {
      take(fresh, current);
    } else if (outcome instanceof PullOutcome.Current) {
      keeper.confirm();
    }
    boolean again = outcome instanceof PullOutcome.Failed || asking.missesNews(outcome);
    settle(outcome, asking.troubles(), again);
    return outcome;
  }

  /** {@code again}: whether there is something that the next check should bring sooner. */
  private void settle(PullOutcome outcome, List<String> troubles, boolean again) {
    boolean fresh = outcome instanceof PullOutcome.Fresh;
    quietUntil = fresh ? Instant.EPOCH : around.clock().instant().plus(QUIET);
    planAgain(again);
    String trouble = String.join("; ", troubles);
    String name = keeper.name().toText();
    // The same trouble is told once, not at every try.
    if (!trouble.isEmpty() && !trouble.equals(lastTrouble)) {
      String helped = outcome.answeredBy().map(Endpoint::print).orElse("none");
      LOG.warn("zone {}: {}; primary that could be used: {}", name, trouble, helped);
    } else if (trouble.isEmpty() && !lastTrouble.isEmpty()) {
      LOG.info("zone {}: no more trouble with its primaries", name);
    }
    lastTrouble = trouble;
  }

  private void planAgain(boolean failed) {
    failures = failed ? failures + 1 : 0;
    Instant now = around.clock().instant();
    plan(failed ? times.afterFailure(now, failures, soa()) : times.afterSuccess(now, soa()));
  }

  private void take(PullOutcome.Fresh fresh, Optional<Zone> current) {
    tellOfDropped(fresh);
    if (fresh.zone().isPresigned()) {
      signing.expected();
    } else {
      signing.came(fresh.report());
    }
    if (current.isPresent() && sameData(current.get(), fresh.zone())) {
      keeper.confirm();
      return;
    }
    DataChange data =
        fresh.differences().isEmpty()
            ? new DataChange.Replaced(fresh.zone())
            : new DataChange.Patched(fresh.zone(), fresh.differences());
    keeper.accept(current, fresh.zone(), data, fresh.changedKeys());
    tellOfFaults(fresh);
    LOG.info(
        "zone {}: serial {} from primary {} ({}), served as {}",
        keeper.name().toText(),
        fresh.zone().serial(),
        Endpoint.print(fresh.primary()),
        how(fresh),
        keeper.stored().state().servedSerial());
  }

  private static String how(PullOutcome.Fresh fresh) {
    return fresh.differences().isEmpty()
        ? fresh.whyWhole().map(why -> "whole, since " + why).orElse("whole")
        : fresh.differences().size() + " differences";
  }

  private void tellOfFaults(PullOutcome.Fresh fresh) {
    if (!fresh.faults().isEmpty()) {
      LOG.error(
          "zone {}: serial {} from primary {} is served although {} faults were found in what others"
              + " signed, the first: {}; see check-zone",
          keeper.name().toText(),
          fresh.zone().serial(),
          Endpoint.print(fresh.primary()),
          fresh.faults().size(),
          PresignedIntake.told(fresh.faults().get(0)));
    }
  }

  /** Each record counts; what is dropped is logged when it is not what was dropped last. */
  private void tellOfDropped(PullOutcome.Fresh fresh) {
    String dropped = Endpoint.print(fresh.primary()) + " " + fresh.report().entries();
    if (!fresh.report().entries().isEmpty()) {
      around.listener().dropped(keeper.name(), fresh.primary(), fresh.report());
      if (!dropped.equals(lastDropped)) {
        logDropped(fresh);
      }
    }
    lastDropped = dropped;
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

  /** Whether two zones have the same records. */
  static boolean sameData(Zone a, Zone b) {
    if (a == b) {
      return true;
    }
    return sameEntries(a.nodes(), b.nodes()) && sameEntries(a.hashes(), b.hashes());
  }

  private static boolean sameEntries(PackedIndex left, PackedIndex right) {
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
    keeper.planCheck(when);
  }
}
