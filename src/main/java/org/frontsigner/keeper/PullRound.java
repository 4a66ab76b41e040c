package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;

/**
 * One round of asking the primaries of a zone, one after the other, until one of them has what is
 * wanted. Changes nothing. Not thread-safe; for one round.
 *
 * <pre>
 *   probe ─ our serial ────────────────────▶ Current
 *     │ newer
 *     ├ IXFR ─ applies ────────────────────▶ Fresh (differences)
 *     │   └ can't, or does not apply: once
 *     └ AXFR ─ newer, or forced ───────────▶ Fresh (whole)
 *   any failure: the next primary; none left: Failed
 * </pre>
 *
 * <p>A primary that failed when it was asked for differences is asked for the whole zone the next
 * time, so that nobody is stuck with differences that can't be read. What was taken without
 * signatures before PRESIGNED was set is no base for differences: the whole zone is fetched.
 */
final class PullRound {
  private final DomainName name;
  private final ZonePolicy policy;
  private final Optional<Zone> current;
  private final Upstream upstream;
  private final TsigRing keys;
  private final PrimaryHealth health;
  private final InstantSource clock;
  private final KeeperListener listener;
  private final PresignedIntake presigned;
  private final List<String> reasons = new ArrayList<>();
  private boolean told;

  PullRound(StoredZone stored, Optional<Zone> current, PrimaryHealth health, Surroundings around) {
    this.name = stored.name();
    this.policy = ZonePolicy.of(stored.settings(), around.settings(), current.orElse(null));
    this.presigned = new PresignedIntake(around, current);
    this.current = current;
    this.health = health;
    this.upstream = around.upstream();
    this.keys = around.tsigKeys();
    this.clock = around.clock();
    this.listener = around.listener();
  }

  /**
   * Asks.
   *
   * @param first the primary to ask first, as the one that sent a NOTIFY
   * @param forced whether the whole zone is fetched whatever its serial
   */
  PullOutcome run(Optional<InetSocketAddress> first, boolean forced) {
    List<InetSocketAddress> order = health.inOrder(policy.settings().primaries(), clock.instant());
    boolean preferred = first.filter(order::remove).isPresent();
    first.filter(address -> preferred).ifPresent(address -> order.add(0, address));
    PullOutcome.Current current = null;
    for (int i = 0; i < order.size(); i++) {
      Optional<PullOutcome> outcome = ask(order.get(i), forced);
      if (outcome.isPresent() && outcome.get() instanceof PullOutcome.Current same) {
        current = same;
        // Another than the one with news says that there are none: it may lag behind.
        if (!preferred || i == 0) {
          return same;
        }
      } else if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    if (order.isEmpty()) {
      reasons.add("the zone has no primaries");
    }
    return current != null ? current : new PullOutcome.Failed(reasons);
  }

  /** What was wrong with the primaries that could not be used, in the order they were asked. */
  List<String> troubles() {
    return List.copyOf(reasons);
  }

  /** Whether a primary told of a newer serial, and the outcome brings none. */
  boolean missesNews(PullOutcome outcome) {
    return told && !(outcome instanceof PullOutcome.Fresh);
  }

  private Optional<PullOutcome> ask(InetSocketAddress address, boolean forced) {
    Optional<Primary> primary = primary(address);
    if (primary.isEmpty()) {
      return Optional.empty();
    }
    if (forced || lacksSignatures()) {
      return fetchWhole(primary.get(), true, Optional.empty());
    }
    Upstream.Probe probe = upstream.probe(name, primary.get());
    if (probe instanceof Upstream.Probe.Failed failed) {
      return failed(address, failed.reason());
    }
    long serial = ((Upstream.Probe.Found) probe).soa().serial();
    if (isNewer(serial)) {
      told = true;
      return fetch(primary.get());
    }
    long ours = current.orElseThrow().serial();
    if (serial != ours) {
      return failed(
          address,
          "its serial %d is lower than ours, %d; 'retrieve' takes its zone all the same"
              .formatted(serial, ours));
    }
    return succeeded(new PullOutcome.Current(address, serial));
  }

  /** Whether what we have came before the operator said that others sign the zone. */
  private boolean lacksSignatures() {
    return policy.wantsPresigned() && current.isPresent() && !current.get().isPresigned();
  }

  private boolean isNewer(long serial) {
    return current.isEmpty() || Serial.isAfter(serial, current.get().serial());
  }

  private Optional<Primary> primary(InetSocketAddress address) {
    Optional<DomainName> keyName = policy.primaryKey(address);
    Optional<TsigKey> key = keyName.flatMap(keys::key);
    if (keyName.isPresent() && key.isEmpty()) {
      failed(address, "its TSIG key " + keyName.get().toText() + " is not here");
      return Optional.empty();
    }
    return Optional.of(new Primary(address, key, policy.transferSource()));
  }

  private Optional<PullOutcome> fetch(Primary primary) {
    if (current.isEmpty() || !policy.wantsIncremental()) {
      return fetchWhole(primary, false, Optional.empty());
    }
    if (health.of(primary.address()).filter(status -> status.differencesFailed()).isPresent()) {
      return fetchWhole(primary, false, Optional.of("its differences could not be used"));
    }
    Soa ours = current.get().soa();
    Upstream.Fetched fetched = upstream.fetch(name, primary, Optional.of(ours), intake());
    if (fetched instanceof Upstream.Fetched.Incremental incremental) {
      return patched(primary, incremental.differences());
    }
    if (fetched instanceof Upstream.Fetched.NotIncremental not) {
      return fetchWhole(primary, false, Optional.of(not.reason()));
    }
    if (fetched instanceof Upstream.Fetched.UpToDate same) {
      return differencesFailed(
          primary.address(),
          "it has told of a newer serial, and sends nothing newer than " + same.serial());
    }
    if (fetched instanceof Upstream.Fetched.Failed failed) {
      return differencesFailed(primary.address(), failed.reason());
    }
    return whole(primary, (Upstream.Fetched.Whole) fetched, false, Optional.empty());
  }

  private IntakePolicy intake() {
    return policy.intake();
  }

  private Optional<PullOutcome> fetchWhole(
      Primary primary, boolean forced, Optional<String> whyWhole) {
    Upstream.Fetched fetched = upstream.fetch(name, primary, Optional.empty(), intake());
    if (fetched instanceof Upstream.Fetched.Whole whole) {
      return whole(primary, whole, forced, whyWhole);
    }
    return failed(
        primary.address(),
        fetched instanceof Upstream.Fetched.Failed failed
            ? failed.reason()
            : "it answered a request for the whole zone with something else");
  }

  /** A primary may have told of a newer zone than it sends, as several behind one address do. */
  private Optional<PullOutcome> whole(
      Primary primary, Upstream.Fetched.Whole whole, boolean forced, Optional<String> whyWhole) {
    if (!forced && !isNewer(whole.zone().serial())) {
      return failed(
          primary.address(),
          "it has told of a newer serial, and sends a zone of serial %d; ours is %d"
              .formatted(whole.zone().serial(), current.orElseThrow().serial()));
    }
    return judged(
        new PullOutcome.Fresh(
            primary.address(), whole.zone(), List.of(), null, whole.report(), whyWhole, List.of()));
  }

  /** Differences that do not apply are as good as none: the whole zone is fetched, once. */
  private Optional<PullOutcome> patched(Primary primary, List<Difference> differences) {
    Zone zone = current.orElseThrow();
    List<byte[]> changed = new ArrayList<>();
    IntakeReport report = IntakeReport.NONE;
    for (Difference difference : differences) {
      PatchResult result = ZonePatch.apply(zone, difference, intake());
      if (result instanceof PatchResult.Patched patched) {
        zone = patched.zone();
        changed.addAll(patched.changedKeys());
        report = report.and(patched.report());
      } else if (result instanceof PatchResult.Refused refused) {
        return differencesFailed(
            primary.address(),
            "its change is refused by rule %s: %s"
                .formatted(refused.rule().label(), refused.reason()));
      } else {
        return fetchWhole(
            primary, false, Optional.of(((PatchResult.DoesNotApply) result).reason()));
      }
    }
    if (!isNewer(zone.serial())) {
      return differencesFailed(
          primary.address(), "its differences lead to serial %d".formatted(zone.serial()));
    }
    return judged(
        new PullOutcome.Fresh(
            primary.address(), zone, differences, changed, report, Optional.empty(), List.of()));
  }

  /** The signatures of others are looked at before they are served. */
  private Optional<PullOutcome> judged(PullOutcome.Fresh fresh) {
    if (!policy.wantsPresigned()) {
      return succeeded(fresh);
    }
    PresignedIntake.Verdict verdict = presigned.judge(fresh.zone(), fresh.changedKeys());
    if (verdict instanceof PresignedIntake.Verdict.Refused refused) {
      return failed(
          fresh.primary(),
          "its pre-signed zone of serial %d is refused: %s"
              .formatted(fresh.zone().serial(), refused.reason()),
          !fresh.differences().isEmpty());
    }
    return succeeded(fresh.with(((PresignedIntake.Verdict.Taken) verdict).faults()));
  }

  private Optional<PullOutcome> succeeded(PullOutcome outcome) {
    health.succeeded(outcome.answeredBy().orElseThrow(), clock.instant());
    return Optional.of(outcome);
  }

  private Optional<PullOutcome> failed(InetSocketAddress address, String reason) {
    return failed(address, reason, false);
  }

  private Optional<PullOutcome> differencesFailed(InetSocketAddress address, String reason) {
    return failed(address, reason, true);
  }

  private Optional<PullOutcome> failed(
      InetSocketAddress address, String reason, boolean differences) {
    health.failed(address, clock.instant(), reason, differences);
    listener.primaryFailed(name, address);
    reasons.add("primary " + Endpoint.print(address) + ": " + reason);
    return Optional.empty();
  }
}
