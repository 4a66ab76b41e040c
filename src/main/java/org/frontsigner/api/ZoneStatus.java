package org.frontsigner.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is to be seen of a zone. Immutable.
 *
 * @param kind {@code slave} or {@code native}
 * @param mode who signs
 * @param primaries in order of preference
 * @param transfer how fresh the data is; empty for a zone that is not pulled
 * @param denial how names are denied, also while nothing is signed
 * @param window of the signatures; empty when nothing is signed
 * @param keys in order of ids
 * @param tsig what TSIG keys the zone uses
 * @param secondaries who is told of new serials
 * @param metadata all kinds that are set, in order of their names
 * @param presigned what is known of the signatures of others; empty where they are not wanted
 * @param written where the zone is written down, as in a named.conf; empty where verbs make it
 */
public record ZoneStatus(
    String zone,
    String kind,
    Mode mode,
    List<PrimaryView> primaries,
    Optional<TransferView> transfer,
    SerialView serials,
    DenialView denial,
    Optional<WindowView> window,
    List<KeyView> keys,
    List<TsigUse> tsig,
    List<SecondaryView> secondaries,
    List<Metadatum> metadata,
    Optional<PresignedView> presigned,
    Optional<WrittenView> written) {
  public ZoneStatus {
    primaries = List.copyOf(primaries);
    keys = List.copyOf(keys);
    tsig = List.copyOf(tsig);
    secondaries = List.copyOf(secondaries);
    metadata = List.copyOf(metadata);
  }

  /** Who signs a zone. */
  public enum Mode {
    /** Nobody. */
    UNSIGNED,
    /** We do, with the zone's active keys. */
    SIGNED,
    /** Whoever it came from. */
    PRESIGNED
  }

  /**
   * A server that the zone is pulled from.
   *
   * @param tsigKey the name of the key that signs what we ask; empty: none
   * @param health what it said last
   * @param lastAnswer when it last gave a good answer; empty: never, or not known
   * @param lastFailure why the last attempt failed; empty when it did not
   */
  public record PrimaryView(
      String address,
      Optional<String> tsigKey,
      Health health,
      Optional<Instant> lastAnswer,
      Optional<String> lastFailure) {}

  /** Whether a primary can be relied on. */
  public enum Health {
    /** Not asked yet. */
    UNKNOWN,
    /** The last attempt succeeded. */
    GOOD,
    /** The last attempt failed. */
    FAILING
  }

  /**
   * How fresh the data is.
   *
   * @param confirmed when a primary last said that the data is current; empty: never
   * @param nextCheck when the primaries are asked next; empty where no daemon runs
   * @param expires when the data expires unless it is confirmed; empty when there is none
   * @param expired whether it has expired, and the zone answers SERVFAIL
   */
  public record TransferView(
      Optional<Instant> confirmed,
      Optional<Instant> nextCheck,
      Optional<Instant> expires,
      boolean expired) {}

  /**
   * The serials of both sides.
   *
   * @param primary of the data; empty when there is none
   * @param served what we serve; empty when there is no data
   * @param soaEdit how the served serial is made, such as INCREMENT-WEEKS
   */
  public record SerialView(OptionalLong primary, OptionalLong served, String soaEdit) {}

  /**
   * How names are denied.
   *
   * @param kind {@code nsec}, {@code nsec3}, {@code nsec3-optout} or {@code nsec3-narrow}
   * @param parameters of NSEC3, such as {@code 1 0 0 -}; empty for NSEC
   */
  public record DenialView(String kind, String parameters) {}

  /**
   * When signatures are valid.
   *
   * @param nextTurnover when the next window begins to be served; empty where the window is pinned
   */
  public record WindowView(Instant inception, Instant expiration, Optional<Instant> nextTurnover) {}

  /**
   * The signatures that others made, where PRESIGNED is set.
   *
   * @param inForce whether they are served; else the zone did not come with them yet, and is served
   *     as before
   * @param earliestExpiration when the first of them expires; empty where they are not there
   */
  public record PresignedView(boolean inForce, Optional<Instant> earliestExpiration) {}

  /**
   * Where somebody else writes the zone down.
   *
   * @param place the statement in a named.conf, as file, line and column
   * @param file of its records; empty where they are pulled
   * @param loaded when the file was last taken; empty where that is not known
   * @param trouble why the file, as it is now, is not taken; empty where it is
   */
  public record WrittenView(
      String place, Optional<String> file, Optional<Instant> loaded, Optional<String> trouble) {}

  /**
   * A TSIG key in use.
   *
   * @param peer whom it is for; empty: all of that side
   */
  public record TsigUse(String name, TsigSide side, Optional<String> peer) {}

  /**
   * Somebody who is told of new serials.
   *
   * @param outcome WAITING, ACKNOWLEDGED, REFUSED or UNANSWERED; empty: never told, or not known
   * @param serial what it was last told
   */
  public record SecondaryView(
      String address,
      Optional<String> tsigKey,
      Optional<String> outcome,
      OptionalLong serial,
      Optional<Instant> when) {}
}
