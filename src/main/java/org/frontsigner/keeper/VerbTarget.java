package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.List;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/** Finds what the words of a verb name, or says which word is wrong. */
final class VerbTarget {
  private final Keepers keepers;

  VerbTarget(Keepers keepers) {
    this.keepers = keepers;
  }

  /** The name that a text is. */
  static DomainName name(String what, String text) {
    try {
      return DomainName.parse(text).lowerCase();
    } catch (IllegalArgumentException e) {
      throw Problem.usage("The " + what + " " + e.getMessage(), "Write it as example.org");
    }
  }

  static InetSocketAddress address(String text) {
    try {
      return Endpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.usage(e.getMessage(), "");
    }
  }

  /** The zone of a name. */
  Keepers.Kept zone(String text) {
    DomainName name = name("zone", text);
    return keepers
        .find(name)
        .orElseThrow(
            () ->
                Problem.failed(
                    "Zone " + name.toText() + " does not exist",
                    "See list-all-zones, or make it with create-slave-zone"));
  }

  /** A key of a zone. */
  static ZoneKey key(ZoneKeeper zone, long id) {
    return key(zone.name(), zone.stored().settings().keys(), id);
  }

  static ZoneKey key(DomainName zone, List<ZoneKey> keys, long id) {
    return keys.stream()
        .filter(key -> key.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.failed(
                    "Zone %s has no key %d".formatted(zone.toText(), id),
                    keys.isEmpty()
                        ? "It has no keys at all; see secure-zone and add-zone-key"
                        : "Its keys are "
                            + String.join(", ", keys.stream().map(key -> "" + key.id()).toList())));
  }
}
