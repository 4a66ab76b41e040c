package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenReference;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * Whether a key may join the keys of a zone. Two keys of one tag and algorithm would make resolvers
 * try both, and some give up (RFC 4034, appendix B); of two algorithms they can be told apart.
 */
final class KeyAdmission {
  private final ZoneKeeper keeper;
  private final KeeperSettings limits;

  KeyAdmission(ZoneKeeper keeper, KeeperSettings limits) {
    this.keeper = keeper;
    this.limits = limits;
  }

  private DomainName zone() {
    return keeper.name();
  }

  /**
   * The settings with one key more.
   *
   * @throws Problem when there are too many, or the key or its tag is there already
   */
  ZoneSettings with(ZoneSettings settings, ZoneKey added) {
    ZoneSettings admitted = withRoom(settings, added);
    refuseTheSame(settings.keys(), added);
    refuseTheSameTag(admitted, added);
    return admitted;
  }

  /**
   * The settings with a key more that a token is still to make.
   *
   * @throws Problem when there are too many, or another key of theirs is the same one
   */
  ZoneSettings withPending(ZoneSettings settings, ZoneKey added) {
    TokenReference place = ((TokenMaterial) added.material()).reference();
    for (ZoneKey key : settings.keys()) {
      if (key.material() instanceof TokenMaterial other
          && other.reference().isSameToken(place)
          && other.reference().label().equals(place.label())) {
        throw Problem.failed(
            "Zone %s has %s already, as key %d".formatted(zone().toText(), place, key.id()),
            "Give the new key another label");
      }
    }
    return withRoom(settings, added);
  }

  private ZoneSettings withRoom(ZoneSettings settings, ZoneKey added) {
    List<ZoneKey> keys = settings.keys();
    if (keys.size() >= limits.keysPerZoneMax()) {
      throw Problem.failed(
          "Zone %s has %d keys, and more are not allowed".formatted(zone().toText(), keys.size()),
          "Remove one with remove-zone-key, or raise limits.keys-per-zone-max");
    }
    List<ZoneKey> more = new ArrayList<>(keys);
    more.add(added);
    more.sort(Comparator.comparingLong(ZoneKey::id));
    return settings.withKeys(more);
  }

  private void refuseTheSame(List<ZoneKey> keys, ZoneKey added) {
    for (ZoneKey key : keys) {
      if (Arrays.equals(key.material().publicKey(), added.material().publicKey())) {
        throw Problem.failed(
            "Zone %s has that key already, as key %d".formatted(zone().toText(), key.id()),
            "See it with show-zone; activate-zone-key and publish-zone-key bring it into use");
      }
    }
  }

  private void refuseTheSameTag(ZoneSettings admitted, ZoneKey added) {
    ZoneKey served = served(admitted, added.id());
    for (Tagged other : others(admitted, added.id())) {
      if (other.tag() == served.keyTag() && other.algorithm() == served.algorithm().number()) {
        throw Problem.failed(
            "Zone %s has another key with tag %d and algorithm %s, %s: resolvers could not tell"
                    .formatted(
                        zone().toText(),
                        other.tag(),
                        served.algorithm().mnemonic(),
                        other.description())
                + " them apart",
            "Make another key with add-zone-key, or remove the other one first");
      }
    }
  }

  /** Whether any key of the zone has the tag that this one would have, of whatever algorithm. */
  boolean isTagTaken(ZoneKey candidate) {
    return !sameTag(keeper.stored().settings(), candidate).isEmpty();
  }

  /** What is to be known of a key that is in the zone now. */
  List<String> warnings(ZoneKey added) {
    return sameTag(keeper.stored().settings(), added).stream()
        .map(
            other ->
                "Tag %d is also that of %s, of algorithm %d: take care where keys are named by tags"
                    .formatted(other.tag(), other.description(), other.algorithm()))
        .toList();
  }

  private List<Tagged> sameTag(ZoneSettings settings, ZoneKey key) {
    List<ZoneKey> keys = new ArrayList<>(settings.keys());
    keys.removeIf(each -> each.id() == key.id());
    keys.add(key);
    ZoneSettings admitted = settings.withKeys(keys);
    Predicate<Tagged> isSame = other -> other.tag() == served(admitted, key.id()).keyTag();
    return others(admitted, key.id()).stream().filter(isSame).toList();
  }

  /** The key as the zone's way of denial makes it. */
  private ZoneKey served(ZoneSettings settings, long id) {
    return VerbTarget.key(zone(), policy(settings).keys().all(), id);
  }

  private ZonePolicy policy(ZoneSettings settings) {
    return ZonePolicy.of(settings, limits, null);
  }

  private record Tagged(int tag, int algorithm, String description) {}

  /** The zone's other keys, and those that the primary's data brings. */
  private List<Tagged> others(ZoneSettings settings, long id) {
    List<Tagged> others = new ArrayList<>();
    for (ZoneKey key : policy(settings).keys().all()) {
      if (key.id() != id) {
        others.add(new Tagged(key.keyTag(), key.algorithm().number(), "key " + key.id()));
      }
    }
    byte[] own = served(settings, id).dnskey();
    RrSet foreign = keeper.zone().map(data -> data.apexNode().set(RrType.DNSKEY)).orElse(null);
    for (int i = 0; foreign != null && i < foreign.count(); i++) {
      byte[] rdata = foreign.rdata(i);
      if (rdata.length > 4 && !Arrays.equals(rdata, own)) {
        others.add(new Tagged(ZoneKey.keyTag(rdata), rdata[3] & 0xff, "one of the primary's"));
      }
    }
    return others;
  }
}
