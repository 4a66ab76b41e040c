package org.frontsigner.http;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneKeeper;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.ExpireBound;

/**
 * A zone at one moment, as operators want to see it. Immutable.
 *
 * @param served the value that is served; empty while the zone is not ready or expired
 * @param primarySerial serial of the data as the primary gave it; empty without data
 * @param nextCheck when the primaries are asked next; empty for zones without primaries
 * @param expiry when the data expires unless it is confirmed; empty when it never does
 */
record ZoneView(
    String name,
    ZoneType type,
    State state,
    Optional<SignedZone> served,
    OptionalLong primarySerial,
    Optional<Instant> nextCheck,
    Optional<Instant> expiry) {

  /** What clients get. */
  enum State {
    READY("ready"),
    NOT_READY("not-ready"),
    EXPIRED("expired");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static State of(Served served) {
      if (served instanceof Served.Ready) {
        return READY;
      }
      return served instanceof Served.Expired ? EXPIRED : NOT_READY;
    }
  }

  static ZoneView of(ZoneKeeper keeper, Keepers keepers, Published published) {
    StoredZone stored = keeper.stored();
    Served served = published.exact(stored.name());
    boolean pulled = stored.settings().type() == ZoneType.SLAVE;
    return new ZoneView(
        stored.name().lowerCase().toText(),
        stored.settings().type(),
        State.of(served),
        served instanceof Served.Ready ready ? Optional.of(ready.zone()) : Optional.empty(),
        stored.state().hasData()
            ? OptionalLong.of(stored.state().primarySerial())
            : OptionalLong.empty(),
        pulled ? keepers.nextCheck(stored.name()).filter(ZoneView::isPlanned) : Optional.empty(),
        pulled ? expiry(keeper, stored) : Optional.empty());
  }

  private static boolean isPlanned(Instant when) {
    return !when.equals(Instant.EPOCH);
  }

  /** RFC 1035, 3.3.13: the zone is authoritative no more when it was not confirmed for so long. */
  private static Optional<Instant> expiry(ZoneKeeper keeper, StoredZone stored) {
    return keeper
        .zone()
        .map(zone -> stored.state().confirmed().plusSeconds(zone.soa().expireSeconds()));
  }

  boolean isSigned() {
    return served.filter(SignedZone::isSigned).isPresent();
  }

  /** By how much secondaries may serve a signed zone for longer than its signatures are good. */
  OptionalLong expireExcessSeconds() {
    return served.filter(SignedZone::isSigned).stream()
        .mapToLong(zone -> ExpireBound.excessSeconds(zone.soa(), zone.zone().ttlSecondsMax()))
        .findFirst();
  }

  OptionalLong servedSerial() {
    return served.map(zone -> OptionalLong.of(zone.soa().serial())).orElse(OptionalLong.empty());
  }

  /** When the first of the served signatures expires. */
  Optional<Instant> earliestExpiration() {
    return served.flatMap(SignedZone::earliestExpiration);
  }
}
