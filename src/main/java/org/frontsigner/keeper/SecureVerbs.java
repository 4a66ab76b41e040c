package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.frontsigner.api.Done;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.api.ZonesReport.State;
import org.frontsigner.api.ZonesReport.ZoneOutcome;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;

/** Gives zones that have no keys their first ones. */
final class SecureVerbs {
  private static final int CLASSIC_BITS = 2048;
  private static final int WEAK_BITS = 1024;

  private final Surroundings around;
  private final NewKeys newKeys;
  private final AllZones zones;

  SecureVerbs(Keepers keepers, Surroundings around) {
    this.around = around;
    this.newKeys = new NewKeys(around);
    this.zones = new AllZones(keepers);
  }

  /** A key to be made. */
  private record Plan(int flags, Algorithm algorithm, int bits) {}

  private List<Plan> plans(Keying keying) {
    if (keying == Keying.DEFAULTS) {
      Algorithm algorithm = Algorithm.of(around.settings().defaultAlgorithm()).orElseThrow();
      return List.of(new Plan(ZoneKey.SECURE_ENTRY_POINT, algorithm, algorithm.defaultBits()));
    }
    int zoneBits = keying == Keying.CLASSIC ? CLASSIC_BITS : WEAK_BITS;
    return List.of(
        new Plan(ZoneKey.SECURE_ENTRY_POINT, Algorithm.RSASHA256, CLASSIC_BITS),
        new Plan(ZoneKey.ZONE_KEY, Algorithm.RSASHA256, zoneBits));
  }

  Done secure(ZoneKeeper keeper, Keying keying) {
    // Keys take a while to make: where they can't be had, none is made.
    refusePresigned(keeper);
    requireNone(keeper.name(), keeper.stored().settings().keys());
    List<ZoneKey> keys = new ArrayList<>();
    for (Plan plan : plans(keying)) {
      keys.add(
          newKeys.proven(
              keeper,
              plan.flags(),
              true,
              true,
              newKeys.fresh(keeper, plan.flags(), plan.algorithm(), plan.bits())));
    }
    keeper.change(
        settings -> {
          requireNone(keeper.name(), settings.keys());
          return withDefaultDenial(settings).withKeys(keys);
        });
    return new Done(
        "Zone %s is signed with %s"
            .formatted(
                keeper.name().toText(),
                keys.stream().map(SecureVerbs::text).collect(Collectors.joining(" and "))),
        keys.stream().flatMap(key -> NewKeys.warnings(key).stream()).toList(),
        new KeySteps(around, keeper).afterSecuring());
  }

  private static void refusePresigned(ZoneKeeper keeper) {
    if (keeper.policy().wantsPresigned()) {
      throw Problem.failed(
          "Zone %s is presigned: whoever it comes from signs it, with other keys"
              .formatted(keeper.name().toText()),
          "Use unset-presigned first; keys that are to sign then can be imported before");
    }
  }

  private static String text(ZoneKey key) {
    return "key %d, tag %d, %s".formatted(key.id(), key.keyTag(), key.algorithm().mnemonic());
  }

  private static void requireNone(DomainName zone, List<ZoneKey> keys) {
    if (!keys.isEmpty()) {
      throw Problem.failed(
          "Zone %s has %d %s already"
              .formatted(zone.toText(), keys.size(), keys.size() == 1 ? "key" : "keys"),
          keys.stream().anyMatch(ZoneKey::active)
              ? "See show-zone; add-zone-key makes another"
              : "None of them is active: activate-zone-key makes one sign again");
    }
  }

  private ZoneSettings withDefaultDenial(ZoneSettings settings) {
    boolean isSet = settings.metadata().value(MetadataKind.NSEC3PARAM.text()).isPresent();
    return isSet
        ? settings
        : settings.withMetadata(
            DenialVerbs.withDenial(settings.metadata(), around.settings().defaultDenial()));
  }

  ZonesReport secureAll(boolean increaseSerial) {
    return zones.each(keeper -> secureOne(keeper, increaseSerial));
  }

  private ZoneOutcome secureOne(ZoneKeeper keeper, boolean increaseSerial) {
    int keys = keeper.stored().settings().keys().size();
    if (keys > 0) {
      return AllZones.outcome(
          keeper,
          State.LEFT,
          Done.of("Zone %s has %d keys already".formatted(keeper.name().toText(), keys)));
    }
    if (keeper.policy().wantsPresigned()) {
      return AllZones.outcome(
          keeper, State.LEFT, Done.of("Zone %s is presigned".formatted(keeper.name().toText())));
    }
    Done done = secure(keeper, Keying.DEFAULTS);
    Zone zone = keeper.zone().orElse(null);
    if (increaseSerial && zone != null) {
      if (keeper.stored().settings().type() == ZoneType.SLAVE) {
        return AllZones.outcome(keeper, State.DONE, withSerialOfPrimary(keeper, done));
      }
      NextSerial.take(keeper, zone, around.settings().intake());
    }
    return AllZones.outcome(keeper, State.DONE, done);
  }

  /** The data's serial is the primary's; what is served rises where SOA-EDIT lets it. */
  private static Done withSerialOfPrimary(ZoneKeeper keeper, Done done) {
    if (keeper.policy().serialPolicy() != SerialPolicy.NONE) {
      return done;
    }
    List<String> warnings = new ArrayList<>(done.warnings());
    warnings.add(
        "The serial is the primary's, and SOA-EDIT NONE serves it as it is: increase it there, or"
            + " set another SOA-EDIT");
    return new Done(done.message(), warnings, done.next());
  }
}
