package org.frontsigner.keeper;

import java.time.Instant;
import java.util.List;
import org.frontsigner.answer.Served;
import org.frontsigner.answer.TransferHistory;
import org.frontsigner.signing.SignedZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients get of a zone: its value, or why there is none. For the zone's writer alone.
 *
 * <pre>
 *            create                 first data
 *   (none) ─────────▶ NotReady ───────────────────▶ Ready ◀──────────────┐
 *                                                     │ not confirmed     │ confirmed
 *                                                     │ within expire     │ or new data
 *                                                     └────▶ Expired ─────┘
 * </pre>
 */
final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final Surroundings around;
  private final RefreshTimes times;
  private final Ahead ahead;
  private final ServedHistory history;

  Publication(Surroundings around, Ahead ahead) {
    this.around = around;
    this.times = new RefreshTimes(around.settings(), around.random());
    this.ahead = ahead;
    this.history = new ServedHistory(around);
  }

  /** Clients get this value from now on, which may be null, unless it has expired. */
  void put(StoredZone stored, SignedZone signed, Instant now) {
    boolean wasExpired = around.published().exact(stored.name()) instanceof Served.Expired;
    TransferHistory soFar = history.upTo(stored, signed);
    Served served = served(stored, signed, soFar, now);
    around.published().put(served);
    boolean expired = served instanceof Served.Expired;
    if (expired && !wasExpired) {
      LOG.error(
          "zone {}: expired, answered with SERVFAIL: no primary has confirmed its data since {}",
          stored.name().toText(),
          stored.state().confirmed());
    }
    if (served instanceof Served.Ready) {
      if (wasExpired) {
        LOG.info("zone {}: it is served again", stored.name().toText());
      }
      Afterwards.run(stored.name(), "planning its expiry", () -> planExpiry(stored, signed));
      Afterwards.run(stored.name(), "signing ahead", () -> ahead.serve(signed));
    }
  }

  private Served served(StoredZone stored, SignedZone signed, TransferHistory soFar, Instant now) {
    if (signed == null) {
      return new Served.NotReady(stored.name());
    }
    return now.isBefore(expiry(stored, signed))
        ? new Served.Ready(signed, soFar)
        : new Served.Expired(stored.name());
  }

  private void planExpiry(StoredZone stored, SignedZone signed) {
    if (stored.settings().type() == ZoneType.SLAVE) {
      around.agenda().expireAt(stored.name(), expiry(stored, signed));
    }
  }

  /** When the data expires unless a primary confirms it: never for a zone without primaries. */
  Instant expiry(StoredZone stored, SignedZone signed) {
    if (signed == null || stored.settings().type() != ZoneType.SLAVE) {
      return Instant.MAX;
    }
    return stored.state().confirmed().plusSeconds(times.expireSeconds(signed.zone().soa()));
  }

  /**
   * Tells the secondaries of the served serial; returns who they are.
   *
   * @param isSpread whether very many zones are told of at once, so that it may wait
   * @throws IllegalArgumentException when the settings do not say who they are
   */
  List<Downstream.Target> tell(
      StoredZone stored, SignedZone signed, ZonePolicy policy, boolean isSpread) {
    if (signed == null) {
      return List.of();
    }
    List<Downstream.Target> targets = Secondaries.of(signed, policy, around.tsigKeys());
    if (!targets.isEmpty() && isSpread) {
      around.downstream().notifySpread(stored.name(), signed.soa(), targets);
    } else if (!targets.isEmpty()) {
      around.downstream().notify(stored.name(), signed.soa(), targets);
    }
    return targets;
  }
}
