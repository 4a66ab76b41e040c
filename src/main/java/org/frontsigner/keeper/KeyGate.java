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
  private final ParentMemory parents;

  KeyGate(Surroundings around) {
    this.around = around;
    this.parents = new ParentMemory(around);
  }

  /** Another change came between the look at the zone and this one, so that nobody was asked. */
  private static final Parent.Answer CHANGED_MEANWHILE =
      new Parent.Answer.Unknown("the zone changed meanwhile; try again");

  /**
   * Sets other settings of a zone, unless that breaks a chain.
   *
   * @param force do it all the same
   * @return what would have been refused
   * @throws Problem FAILED when it is refused
   */
  List<String> change(ZoneKeeper keeper, boolean force, UnaryOperator<ZoneSettings> edit) {
    Optional<Parent.Answer> parent = ask(keeper, edit.apply(keeper.stored().settings()));
    List<Hazard> hazards = new ArrayList<>();
    keeper.change(
        settings -> {
          ZoneSettings next = edit.apply(settings);
          if (!force) {
            PresignedVerbs.requireNoNewSigner(keeper, settings, next);
          }
          hazards.addAll(hazards(keeper, next, parent));
          if (!hazards.isEmpty() && !force) {
            throw refusal(keeper.name(), hazards);
          }
          return next;
        });
    return overridden(keeper.name(), hazards);
  }

  /**
   * Judges a change before it is made, where what it needs can't be taken back.
   *
   * @throws Problem FAILED when it would be refused
   */
  void require(ZoneKeeper keeper, UnaryOperator<ZoneSettings> edit) {
    ZoneSettings settings = keeper.stored().settings();
    ZoneSettings next = edit.apply(settings);
    PresignedVerbs.requireNoNewSigner(keeper, settings, next);
    List<Hazard> hazards = hazards(keeper, next, ask(keeper, next));
    if (!hazards.isEmpty()) {
      throw refusal(keeper.name(), hazards);
    }
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

  /** Asks the parent where a change concerns it. */
  private Optional<Parent.Answer> ask(ZoneKeeper keeper, ZoneSettings planned) {
    return isOther(keeper, planned) ? Optional.of(parents.ask(keeper.name())) : Optional.empty();
  }

  private List<Hazard> hazards(
      ZoneKeeper keeper, ZoneSettings planned, Optional<Parent.Answer> parent) {
    return isOther(keeper, planned)
        ? hazards(keeper, keys(planned), parent.orElse(CHANGED_MEANWHILE))
        : List.of();
  }

  private List<Hazard> hazards(ZoneKeeper keeper, KeySet after, Parent.Answer answer) {
    Instant now = around.clock().instant();
    SignedZone served = keeper.signed().orElseThrow();
    FormerKeys current = KeyMemory.of(served, now);
    List<FormerKeys> former = around.store().formerKeys(keeper.name());
    KeyTransition transition = new KeyTransition(current, former, ServedKeys.of(after));
    if (current.keys().equals(transition.next())) {
      return List.of();
    }
    if (answer instanceof Parent.Answer.Unknown unknown) {
      return transition.isInsecureLately() ? List.of() : unasked(transition, unknown.reason());
    }
    ParentRecord parent = parents.record(keeper.name()).orElseThrow();
    if (!parent.isSecure(now)) {
      return List.of();
    }
    Optional<KeySet> before =
        served.isPresigned() ? Optional.empty() : Optional.of(served.plan().keys());
    List<Hazard> hazards = new ArrayList<>();
    if (current.keys().signs() && !transition.next().signs()) {
      hazards.add(parent.unsigned(now));
    } else {
      hazards.addAll(transition.hazards());
    }
    hazards.addAll(parent.hazards(keeper.name(), before, after, now));
    return hazards;
  }

  private static List<Hazard> unasked(KeyTransition transition, String reason) {
    List<Hazard> hazards = new ArrayList<>(transition.hazards());
    List<KeyRef> entryPoints = transition.current().keys().entryPoints();
    if (!transition.next().entryPoints().containsAll(entryPoints)) {
      hazards.add(
          new Hazard(
              "the parent may have a DS that points to a key which would be none any more, and "
                  + "that can't be known: "
                  + reason,
              Optional.empty(),
              transition.next().signs()
                  ? "see with 'dig DS' at the parent that it has the DS of a key that stays, for as"
                      + " long as its TTL, or set 'resolver' in the configuration"
                  : "have the parent remove its DS set, and wait for its TTL, or set 'resolver' in"
                      + " the configuration"));
    }
    return hazards;
  }

  private Problem refusal(DomainName zone, List<Hazard> hazards) {
    around.listener().keyChange(zone, KeeperListener.KeyChange.REFUSED);
    return Problem.failed(
        "Zone %s: resolvers that validate would fail: %s"
            .formatted(zone.toText(), reasons(hazards)),
        remedy(hazards) + "; --force does it now all the same");
  }

  /** Where something is to be done first, its wait begins then; else time alone helps. */
  private static String remedy(List<Hazard> hazards) {
    String steps =
        hazards.stream()
            .map(Hazard::first)
            .filter(first -> !first.isEmpty())
            .distinct()
            .collect(Collectors.joining("; and "));
    Optional<Instant> last =
        hazards.stream()
            .filter(hazard -> hazard.first().isEmpty())
            .flatMap(hazard -> hazard.until().stream())
            .max(Instant::compareTo);
    String time = last.map(until -> "after " + until).orElse("");
    if (steps.isEmpty()) {
      return "Do it " + time;
    }
    return "First %s; then do this%s".formatted(steps, time.isEmpty() ? "" : ", " + time);
  }

  private static String reasons(List<Hazard> hazards) {
    return hazards.stream().map(Hazard::reason).distinct().collect(Collectors.joining("; "));
  }

  private List<String> overridden(DomainName zone, List<Hazard> hazards) {
    if (hazards.isEmpty()) {
      return List.of();
    }
    around.listener().keyChange(zone, KeeperListener.KeyChange.FORCED);
    LOG.warn("zone {}: forced by an operator, though {}", zone.toText(), reasons(hazards));
    return List.of("Forced, though " + reasons(hazards));
  }
}
