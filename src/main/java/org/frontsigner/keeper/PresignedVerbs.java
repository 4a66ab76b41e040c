package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.frontsigner.api.Done;
import org.frontsigner.api.PresignedAdmin;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.ZoneKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verbs about zones that others sign. */
final class PresignedVerbs implements PresignedAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(PresignedVerbs.class);

  private final Keepers keepers;
  private final VerbTarget target;
  private final KeyGate gate;

  PresignedVerbs(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.target = new VerbTarget(keepers);
    this.gate = new KeyGate(around);
  }

  @Override
  public Done setPresigned(String zone, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    String name = keeper.name().toText();
    if (keeper.policy().wantsPresigned()) {
      return Done.of("Zone " + name + " was presigned; " + state(keeper));
    }
    List<String> warnings =
        new ArrayList<>(gate.change(keeper, force, settings -> with(settings, List.of("1"))));
    warnings.addAll(begun(keeper));
    keepers.checkNow(keeper.name());
    return new Done("Zone " + name + " is presigned; " + state(keeper), warnings);
  }

  /** What is to come before the signatures of others are served, as the end of a sentence. */
  private static String state(ZoneKeeper keeper) {
    if (keeper.policy().presigned()) {
      return "its signatures are served";
    }
    String source =
        keeper.stored().settings().type() == ZoneType.SLAVE
            ? "pulled with its signatures, which is under way"
            : "loaded with its signatures, with load-zone";
    return (keeper.zone().isPresent() ? "it is served as before until it is " : "it is to be ")
        + source;
  }

  /** What is to be known of a zone that was just said to be presigned, which is also logged. */
  static List<String> begun(ZoneKeeper keeper) {
    if (signers(keeper.stored().settings()).isEmpty()) {
      return List.of();
    }
    LOG.warn("zone {}: presigned by force, while keys are active", keeper.name().toText());
    return List.of(
        "The zone's own keys sign until the primary's signatures are there, and nothing then: the"
            + " DS at the parent must be of the primary's keys, and caches must know them");
  }

  /**
   * Two who sign one zone make it bogus, and what the keys sign now must not end unnoticed.
   *
   * @throws Problem FAILED when a zone is to be presigned and has active keys, or waits to be and
   *     is to get one
   */
  static void requireNoNewSigner(ZoneKeeper keeper, ZoneSettings before, ZoneSettings after) {
    if (!ZonePolicy.wantsPresigned(after)) {
      return;
    }
    String zone = keeper.name().toText();
    if (!ZonePolicy.wantsPresigned(before) && !signers(after).isEmpty()) {
      throw Problem.failed(
          "Zone %s is signed here, with active keys: presigned, the primary's keys would sign it"
              .formatted(zone),
          "Have the DS of the primary's keys at the parent first, then use set-presigned --force");
    }
    boolean waits = keeper.signed().filter(served -> !served.isPresigned()).isPresent();
    if (waits && !signers(before).containsAll(signers(after))) {
      throw Problem.failed(
          "Zone %s waits for the primary's signatures: a key that is active would sign it until they"
                  .formatted(zone)
              + " come, and then end",
          "Use unset-presigned first, or let the key be inactive; --force does it all the same");
    }
  }

  /** The ids of the keys that sign where nobody else does. */
  private static Set<Long> signers(ZoneSettings settings) {
    return settings.keys().stream()
        .filter(key -> key.active() && !key.isPending())
        .map(ZoneKey::id)
        .collect(Collectors.toSet());
  }

  private static ZoneSettings with(ZoneSettings settings, List<String> values) {
    return settings.withMetadata(settings.metadata().with(MetadataKind.PRESIGNED.text(), values));
  }

  @Override
  public Done unsetPresigned(String zone, boolean force) {
    ZoneKeeper keeper = target.zone(zone).keeper();
    String name = keeper.name().toText();
    boolean was = keeper.policy().wantsPresigned();
    ServedBefore before = ServedBefore.of(keeper);
    List<String> warnings =
        new ArrayList<>(gate.change(keeper, force, settings -> with(settings, List.of())));
    warnings.addAll(before.warnings(keeper));
    String now = keeper.policy().isSecured() ? "is signed by its own keys" : "is served unsigned";
    return was
        ? new Done("Zone " + name + " " + now, warnings)
        : Done.of("Zone " + name + " was not presigned");
  }

  /** What is to be known of a change of keys or denial in a zone that others sign. */
  static List<String> withoutEffect(ZoneKeeper keeper) {
    if (keeper.policy().presigned()) {
      return List.of(
          "The zone is presigned: others sign it, and this has no effect before unset-presigned");
    }
    return keeper.policy().wantsPresigned()
        ? List.of(
            "The zone waits for the signatures of others: this has an effect until they come, and"
                + " then none before unset-presigned")
        : List.of();
  }
}
