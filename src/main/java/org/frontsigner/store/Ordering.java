package org.frontsigner.store;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.MetadataKind;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.signing.Nsec3Hash;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.PresignedCheck;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.NodeKind;
import org.frontsigner.zone.Zone;

/**
 * What the column {@code ordername} of a zone's records holds, by its way of denial: nothing for
 * zones that are not signed and for narrow ones, labels in reverse for NSEC, hashes for NSEC3.
 * Immutable.
 */
sealed interface Ordering {
  /** No order: the zone is not signed, or denies narrowly. */
  record None() implements Ordering {}

  /** The labels below the apex, in reverse order, separated by blanks. */
  record Labels() implements Ordering {}

  /** The hash of the name. */
  record Hashes(Nsec3Parameters parameters) implements Ordering {}

  /**
   * The ordering of a zone: of a pre-signed one as its own records deny, else as the settings ask.
   *
   * @throws IllegalArgumentException when its NSEC3 parameters are none
   */
  static Ordering of(ZoneSettings settings, Zone data) {
    if (data.isPresigned()) {
      return PresignedCheck.denial(data).nsec3().<Ordering>map(Hashes::new).orElseGet(Labels::new);
    }
    return asked(settings);
  }

  /**
   * The ordering that the settings of a zone ask for.
   *
   * @throws IllegalArgumentException when its NSEC3 parameters are none
   */
  static Ordering asked(ZoneSettings settings) {
    Metadata metadata = settings.metadata();
    boolean secured = settings.keys().stream().anyMatch(ZoneKey::active);
    if (!secured || metadata.isOn(MetadataKind.NSEC3NARROW.text())) {
      return new None();
    }
    return metadata
        .value(MetadataKind.NSEC3PARAM.text())
        .<Ordering>map(text -> new Hashes(Nsec3Parameters.parse(text)))
        .orElseGet(Labels::new);
  }

  /** The order of names below an apex as text. The function is for one thread. */
  default Function<DomainName, String> texts(DomainName apex) {
    if (this instanceof Hashes hashes) {
      Nsec3Hash hash = new Nsec3Hash(hashes.parameters());
      return name -> new String(Nsec3Hash.label(hash.of(name), 0), StandardCharsets.US_ASCII);
    }
    return this instanceof Labels ? name -> SqlText.reversed(name, apex) : name -> null;
  }

  /**
   * Whether the records of this type at a node have an order: all that the zone answers for and
   * delegations, but no glue, nothing below a cut, and with opt-out no delegation without DS. An
   * empty non-terminal, of type 0, has one among hashes alone.
   */
  default boolean orders(Node node, int type) {
    boolean optedOut =
        this instanceof Hashes hashes && hashes.parameters().isOptOut() && node.isOptedOut();
    if (this instanceof None || optedOut) {
      return false;
    }
    return switch (node.kind()) {
      case AUTHORITATIVE -> true;
      case DELEGATION -> type == RrType.NS || type == RrType.DS;
      case OCCLUDED -> false;
      default -> this instanceof Hashes;
    };
  }

  /**
   * The column {@code auth} of a node's records of a type. An empty non-terminal is authoritative
   * when there is something authoritative below it, or when it has an NSEC3 record of its own.
   */
  default boolean isAuthoritative(Node node, int type) {
    return node.kind().isEmptyNonTerminal()
        ? node.kind() == NodeKind.EMPTY_NON_TERMINAL || orders(node, type)
        : node.isAuthoritative(type);
  }
}
