package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.zone.Zone;

/**
 * What is signed before anybody asks for it: the value of a zone that is served, and the one that
 * its next turnover will find ready. Of any other value no more signatures are made. For the zone's
 * writer alone.
 */
final class Ahead {
  private final Executor workers;
  private volatile SignedZone served;
  private volatile SignedZone prepared;
  private Instant turnover = Instant.EPOCH;

  /** Nothing is signed yet; {@code workers} will do it. */
  Ahead(Executor workers) {
    this.workers = workers;
  }

  /** This value is served now. */
  void serve(SignedZone zone) {
    if (served != zone) {
      served = zone;
      begin(zone);
    }
  }

  /** Makes this value ready for a turnover, in place of what was made ready before. */
  private void prepare(SignedZone zone, Instant when) {
    turnover = when;
    prepared = zone;
    begin(zone);
  }

  private void begin(SignedZone zone) {
    SignAhead.begin(zone, one -> one == served || one == prepared, workers);
  }

  /**
   * Makes the value ready that {@code current} turns into, unless it is, or is what it turns into.
   *
   * @param plan how it is signed after the turnover
   */
  void prepare(SignedZone current, SigningPlan plan, Instant when) {
    boolean there = ready(current.zone(), plan).isPresent();
    if (!there && current.plan().signs() && !current.plan().window().equals(plan.window())) {
      prepare(current.next(current.zone(), List.of(), plan, current.soa().serial()), when);
    }
  }

  /** When the turnover is that something is ready for. */
  Optional<Instant> turnover() {
    return prepared == null ? Optional.empty() : Optional.of(turnover);
  }

  /**
   * The value that is ready follows a change of the zone; none is kept that the change has reached
   * already.
   *
   * @param changedKeys as in {@link SignedZone#next}
   * @param plan how {@code current} will be signed after the turnover
   */
  void follow(SignedZone current, List<byte[]> changedKeys, SigningPlan plan) {
    SignedZone ready = prepared;
    if (ready == null) {
      return;
    }
    prepared = null;
    if (current.plan().signs() && !current.plan().window().equals(plan.window())) {
      prepare(ready.next(current.zone(), changedKeys, plan, current.soa().serial()), turnover);
    }
  }

  /** What was made ready for this data and plan. */
  Optional<SignedZone> ready(Zone zone, SigningPlan plan) {
    return Optional.ofNullable(prepared)
        .filter(ready -> ready.zone() == zone && ready.plan().servesAs(plan));
  }

  /** Nothing is signed any more, and nothing kept. */
  void release() {
    served = null;
    prepared = null;
  }

  /** Keeps nothing for a turnover. */
  void releasePrepared() {
    prepared = null;
  }
}
