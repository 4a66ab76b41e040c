package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;

/**
 * The door for zones that others write down: made, changed, filled and let go without a verb.
 * Thread-safe. Methods throw {@link StoreFailed} when the store fails, and {@link ZoneGone} when
 * the zone is deleted meanwhile.
 */
public final class ConfiguredZones {
  private final Keepers keepers;
  private final Surroundings around;

  public ConfiguredZones(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.around = around;
  }

  /** What became of data that was written. */
  public sealed interface Outcome {
    /**
     * It is served.
     *
     * @param remarks what is to be known of it; sentences without a full stop
     */
    record Taken(long serial, long served, List<String> remarks) implements Outcome {
      public Taken {
        remarks = List.copyOf(remarks);
      }
    }

    /** It is what is served already. */
    record Same(long serial, long served) implements Outcome {}

    /** It can't be served; {@code reason} is the end of a sentence. */
    record Refused(String reason) implements Outcome {}
  }

  /** The zone as it is kept now; empty where it is not served. */
  public Optional<StoredZone> find(DomainName zone) {
    return keepers.find(zone).map(kept -> kept.keeper().stored());
  }

  /** Whether the zone has data. */
  public boolean hasData(DomainName zone) {
    return keepers.find(zone).filter(kept -> kept.keeper().signed().isPresent()).isPresent();
  }

  /** What of written data is taken. */
  public IntakePolicy intake(DomainName zone) {
    return keepers
        .find(zone)
        .map(kept -> kept.keeper().policy().intake())
        .orElse(around.settings().intake());
  }

  /**
   * Makes a zone.
   *
   * @return false when there is one of that name, or no room for more
   */
  public boolean create(DomainName zone, ZoneSettings settings) {
    boolean made =
        keepers.size() < around.settings().zonesMax() && keepers.create(zone, settings).isPresent();
    if (made) {
      keepers.checkNow(zone);
    }
    return made;
  }

  /** A zone that is kept, but was not served, is served from now on. */
  public void takeUp(StoredZone zone) {
    keepers.takeUp(zone);
  }

  /** The zone is not served any more; all that is kept of it stays. */
  public void letGo(DomainName zone) {
    keepers.letGo(zone);
  }

  /**
   * Sets other settings.
   *
   * @return whether they differ
   */
  public boolean change(DomainName zone, UnaryOperator<ZoneSettings> edit) {
    ZoneKeeper keeper = keepers.find(zone).orElseThrow(() -> new ZoneGone(zone)).keeper();
    ZoneSettings before = keeper.stored().settings();
    keeper.change(edit);
    ZoneSettings after = keeper.stored().settings();
    if (after.type() == ZoneType.SLAVE && !after.primaries().equals(before.primaries())) {
      keepers.checkNow(zone);
    }
    return !before.equals(after);
  }

  /** TSIG keys are those that the store has now. */
  public void rereadTsigKeys() {
    around.tsigKeys().read();
  }

  /** Takes the zone's data. What is the same as before leaves the served serial. */
  public Outcome accept(DomainName name, Zone zone) {
    ZoneKeeper keeper = keepers.find(name).orElseThrow(() -> new ZoneGone(name)).keeper();
    Optional<Zone> before = keeper.zone();
    if (before.filter(same -> Refresh.sameData(same, zone)).isPresent()) {
      return new Outcome.Same(zone.serial(), served(keeper));
    }
    List<String> remarks = new ArrayList<>();
    if (keeper.policy().wantsPresigned()) {
      PresignedIntake.Verdict verdict = new PresignedIntake(around, before).judge(zone, null);
      if (verdict instanceof PresignedIntake.Verdict.Refused refused) {
        return new Outcome.Refused("the pre-signed zone is refused: " + refused.reason());
      }
      ((PresignedIntake.Verdict.Taken) verdict)
          .faults()
          .forEach(fault -> remarks.add(PresignedIntake.told(fault)));
    }
    long servedBefore = served(keeper);
    keeper.accept(zone, new DataChange.Replaced(zone), null);
    if (before.isPresent() && served(keeper) == servedBefore) {
      remarks.add(
          "The serial is still %d, and nobody signs the zone here: secondaries will not fetch it"
              .formatted(servedBefore));
    }
    return new Outcome.Taken(zone.serial(), served(keeper), remarks);
  }

  private static long served(ZoneKeeper keeper) {
    return keeper.stored().state().servedSerial();
  }
}
