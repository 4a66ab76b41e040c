package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.zone.Zone;

/**
 * What is signed before anybody asks for it: the value of a zone that is served, and the one that
 * its next turnover will find ready. Of any other value no more signatures are made. For the zone's
 * writer alone.
 */
final class Ahead {
  private final Executor workers;
  private final Executor tokenWorkers;
  private volatile SignedZone served;
  private volatile SignedZone prepared;
  private Instant turnover = Instant.EPOCH;
  private final List<SignAhead> byTokens = new ArrayList<>();

  /**
   * Nothing is signed yet.
   *
   * @param tokenWorkers where zones are signed whose keys are in tokens: they take their time
   */
  Ahead(Executor workers, Executor tokenWorkers) {
    this.workers = workers;
    this.tokenWorkers = tokenWorkers;
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
    SignAhead begun =
        SignAhead.begin(zone, this::isWanted, zone.usesTokens() ? tokenWorkers : workers);
    if (zone.usesTokens()) {
      byTokens.removeIf(each -> !isWanted(each.zone()) || each.zone() == zone);
      byTokens.add(begun);
    }
  }

  /** A token failed and is back: what it left out is signed. */
  void again() {
    byTokens.removeIf(each -> !isWanted(each.zone()));
    byTokens.replaceAll(each -> each.isStopped() ? each.beginAgain() : each);
  }

  private boolean isWanted(SignedZone zone) {
    return zone == served || zone == prepared;
  }

  /** Whether all signatures of a window are made before it is served. */
  boolean isReadyFor(SigningWindow window) {
    SignedZone zone = prepared;
    return zone != null && zone.plan().window().equals(window) && zone.isFullySigned();
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
