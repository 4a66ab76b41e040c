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
 *   probe ─ serial not newer ──────────────▶ Current
 *     │ newer
 *     ├ IXFR ─ applies ────────────────────▶ Fresh (differences)
 *     │   └ can't, or does not apply: once
 *     └ AXFR ──────────────────────────────▶ Fresh (whole)
 *   any failure: the next primary; none left: Failed
 * </pre>
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
  private final List<String> reasons = new ArrayList<>();

  PullRound(StoredZone stored, Optional<Zone> current, PrimaryHealth health, Surroundings around) {
    this.name = stored.name();
    this.policy = new ZonePolicy(stored.settings(), around.settings());
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
    List<InetSocketAddress> order = health.inOrder(policy.settings().primaries());
    first.filter(order::remove).ifPresent(address -> order.add(0, address));
    PullOutcome.Current stale = null;
    for (InetSocketAddress address : order) {
      Optional<PullOutcome> outcome = ask(address, forced);
      if (outcome.isPresent() && outcome.get() instanceof PullOutcome.Current same) {
        stale = same;
        if (first.isEmpty() || first.get().equals(address)) {
          return same;
        }
      } else if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    return stale != null ? stale : new PullOutcome.Failed(reasons);
  }

  private Optional<PullOutcome> ask(InetSocketAddress address, boolean forced) {
    Optional<Primary> primary = primary(address);
    if (primary.isEmpty()) {
      return Optional.empty();
    }
    if (forced) {
      return fetchWhole(primary.get());
    }
    Upstream.Probe probe = upstream.probe(name, primary.get());
    if (probe instanceof Upstream.Probe.Failed failed) {
      return failed(address, failed.reason());
    }
    long serial = ((Upstream.Probe.Found) probe).soa().serial();
    if (current.isEmpty() || Serial.isAfter(serial, current.get().serial())) {
      return fetch(primary.get());
    }
    if (serial != current.get().serial()) {
      return failed(
          address,
          "its serial %d is lower than ours, %d; 'retrieve' takes its zone all the same"
              .formatted(serial, current.get().serial()));
    }
    return succeeded(new PullOutcome.Current(address, serial));
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
      return fetchWhole(primary);
    }
    Soa ours = current.get().soa();
    Upstream.Fetched fetched = upstream.fetch(name, primary, Optional.of(ours), intake());
    if (fetched instanceof Upstream.Fetched.Incremental incremental) {
      return patched(primary, incremental.differences());
    }
    if (fetched instanceof Upstream.Fetched.NotIncremental) {
      return fetchWhole(primary);
    }
    return taken(primary, fetched);
  }

  private IntakePolicy intake() {
    return policy.keeper().intake();
  }

  private Optional<PullOutcome> fetchWhole(Primary primary) {
    return taken(primary, upstream.fetch(name, primary, Optional.empty(), intake()));
  }

  private Optional<PullOutcome> taken(Primary primary, Upstream.Fetched fetched) {
    InetSocketAddress address = primary.address();
    if (fetched instanceof Upstream.Fetched.Whole whole) {
      return succeeded(
          new PullOutcome.Fresh(address, whole.zone(), List.of(), null, whole.report()));
    }
    if (fetched instanceof Upstream.Fetched.UpToDate same) {
      return succeeded(new PullOutcome.Current(address, same.serial()));
    }
    return failed(
        address,
        fetched instanceof Upstream.Fetched.Failed failed
            ? failed.reason()
            : "it answered a request for the whole zone with something else");
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
        return failed(
            primary.address(),
            "its change is refused by rule %s: %s"
                .formatted(refused.rule().label(), refused.reason()));
      } else {
        return fetchWhole(primary);
      }
    }
    return succeeded(new PullOutcome.Fresh(primary.address(), zone, differences, changed, report));
  }

  private Optional<PullOutcome> succeeded(PullOutcome outcome) {
    health.succeeded(outcome.answeredBy().orElseThrow(), clock.instant());
    return Optional.of(outcome);
  }

  private Optional<PullOutcome> failed(InetSocketAddress address, String reason) {
    health.failed(address, reason);
    listener.primaryFailed(name, address);
    reasons.add("primary " + Endpoint.print(address) + ": " + reason);
    return Optional.empty();
  }
}
