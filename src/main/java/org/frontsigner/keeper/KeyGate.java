package org.frontsigner.keeper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.Hazard;
import org.frontsigner.signing.KeyRef;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.KeyTransition;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses changes of a zone's keys that would leave resolvers without a chain from the parent's DS,
 * now or for as long as their caches hold what was served before.
 */
final class KeyGate {
  private static final Logger LOG = LoggerFactory.getLogger(KeyGate.class);

  private final Surroundings around;

  KeyGate(Surroundings around) {
    this.around = around;
  }

  /** What is known of a parent. */
  private sealed interface Knowledge {
    record Known(ParentRecord parent) implements Knowledge {}

    record Unknown(String reason) implements Knowledge {}
  }

  /** Another change came between the look at the zone and this one, so that nobody was asked. */
  private static final Knowledge CHANGED_MEANWHILE =
      new Knowledge.Unknown("the zone changed meanwhile; try again");

  /**
   * Sets other settings of a zone, unless that breaks a chain.
   *
   * @param force do it all the same
   * @return what would have been refused
   * @throws Problem FAILED when it is refused
   */
  List<String> change(ZoneKeeper keeper, boolean force, UnaryOperator<ZoneSettings> edit) {
    Optional<Knowledge> knowledge =
        isOther(keeper, edit.apply(keeper.stored().settings()))
            ? Optional.of(ask(keeper.name()))
            : Optional.empty();
    List<Hazard> hazards = new ArrayList<>();
    keeper.change(
        settings -> {
          ZoneSettings next = edit.apply(settings);
          if (isOther(keeper, next)) {
            hazards.addAll(hazards(keeper, keys(next), knowledge.orElse(CHANGED_MEANWHILE)));
          }
          if (!hazards.isEmpty() && !force) {
            throw refusal(keeper.name(), hazards);
          }
          return next;
        });
    return overridden(keeper.name(), hazards);
  }

  private KeySet keys(ZoneSettings settings) {
    return ZonePolicy.of(settings, around.settings(), null).keys();
  }

  /** Whether other keys would be shown; what others sign does not depend on the zone's own keys. */
  private boolean isOther(ZoneKeeper keeper, ZoneSettings planned) {
    SignedZone zone = keeper.signed().orElse(null);
    return zone != null
        && !(zone.isPresigned() && ZonePolicy.wantsPresigned(planned))
        && !KeyMemory.keys(zone).equals(ServedKeys.of(keys(planned)));
  }

  private Knowledge ask(DomainName zone) {
    Parent.Answer answer = around.parent().ds(zone);
    if (answer instanceof Parent.Answer.Unknown unknown) {
      return new Knowledge.Unknown(unknown.reason());
    }
    return new Knowledge.Known(remember(zone, (Parent.Answer.Found) answer));
  }

  private ParentRecord remember(DomainName zone, Parent.Answer.Found found) {
    List<ParentDs> seen = new ArrayList<>(around.store().parentDs(zone));
    boolean isKnown =
        !seen.isEmpty() && seen.get(seen.size() - 1).records().equals(found.records());
    if (!isKnown) {
      ParentDs fresh = new ParentDs(around.clock().instant(), found.records(), found.ttlSeconds());
      around.store().addParentDs(zone, fresh);
      seen.add(fresh);
    }
    return new ParentRecord(seen);
  }

  private List<Hazard> hazards(ZoneKeeper keeper, KeySet after, Knowledge knowledge) {
    Instant now = around.clock().instant();
    SignedZone served = keeper.signed().orElseThrow();
    Optional<KeySet> before =
        served.isPresigned() ? Optional.empty() : Optional.of(served.plan().keys());
    FormerKeys current = KeyMemory.of(served, now);
    List<FormerKeys> former = around.store().formerKeys(keeper.name());
    KeyTransition transition = new KeyTransition(current, former, ServedKeys.of(after));
    boolean isInsecure =
        knowledge instanceof Knowledge.Known known
            ? !known.parent().isSecure(now)
            : transition.isInsecureLately();
    if (isInsecure || current.keys().equals(transition.next())) {
      return List.of();
    }
    List<Hazard> hazards = new ArrayList<>(transition.hazards());
    hazards.addAll(
        knowledge instanceof Knowledge.Known known
            ? known.parent().hazards(keeper.name(), before, after, now)
            : unasked(transition, ((Knowledge.Unknown) knowledge).reason()));
    return hazards;
  }

  private static List<Hazard> unasked(KeyTransition transition, String reason) {
    List<KeyRef> entryPoints = transition.current().keys().entryPoints();
    return !transition.next().entryPoints().containsAll(entryPoints)
        ? List.of(
            new Hazard(
                "the parent may have a DS that points to a key which would be none any more, and "
                    + "that can't be known: "
                    + reason,
                Optional.empty()))
        : List.of();
  }

  private static Problem refusal(DomainName zone, List<Hazard> hazards) {
    boolean passes = hazards.stream().allMatch(hazard -> hazard.until().isPresent());
    Optional<Instant> last =
        hazards.stream().flatMap(hazard -> hazard.until().stream()).max(Instant::compareTo);
    String wait =
        passes
            ? "Do it after %s; ".formatted(last.orElseThrow())
            : "See export-zone-ds for what the parent should have, and 'resolver' of the"
                + " configuration for how it is asked; ";
    return Problem.failed(
        "Zone %s: resolvers that validate would fail: %s"
            .formatted(zone.toText(), reasons(hazards)),
        wait + "--force does it now all the same");
  }

  private static String reasons(List<Hazard> hazards) {
    return hazards.stream().map(Hazard::reason).distinct().collect(Collectors.joining("; "));
  }

  private static List<String> overridden(DomainName zone, List<Hazard> hazards) {
    if (hazards.isEmpty()) {
      return List.of();
    }
    LOG.warn("zone {}: forced by an operator, though {}", zone.toText(), reasons(hazards));
    return List.of("Forced, though " + reasons(hazards));
  }
}
