package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.api.Problem;
import org.frontsigner.api.SecondaryAdmin;
import org.frontsigner.api.SecondaryStatus;

/** The verb about the public secondaries. */
final class SecondaryVerbs implements SecondaryAdmin {
  private final Surroundings around;
  private final VerbTarget target;
  private final boolean daemon;

  /** {@code daemon}: whether secondaries are told and asked, as only a daemon does. */
  SecondaryVerbs(Keepers keepers, Surroundings around, boolean daemon) {
    this.around = around;
    this.target = new VerbTarget(keepers);
    this.daemon = daemon;
  }

  @Override
  public List<SecondaryStatus> secondaries(String zone) {
    Optional<ZoneKeeper> keeper =
        zone.isEmpty() ? Optional.empty() : Optional.of(target.zone(zone).keeper());
    if (!daemon) {
      throw Problem.failed(
          "No daemon runs, and only a daemon looks after secondaries",
          "Start it with 'frontsigner serve'; show-zone has who is to be told");
    }
    return keeper.map(this::looks).orElseGet(() -> around.downstream().lagging()).stream()
        .map(this::status)
        .toList();
  }

  /** All who are to be told, whether they were told yet or not. */
  private List<SecondaryLook> looks(ZoneKeeper keeper) {
    List<SecondaryLook> known = around.downstream().looks(keeper.name());
    return keeper
        .signed()
        .map(signed -> Secondaries.of(signed, keeper.policy(), around.tsigKeys()))
        .orElse(List.of())
        .stream()
        .map(each -> look(keeper, each, known))
        .toList();
  }

  private static SecondaryLook look(
      ZoneKeeper keeper, Downstream.Target secondary, List<SecondaryLook> known) {
    return known.stream()
        .filter(look -> look.target().address().equals(secondary.address()))
        .findFirst()
        .orElseGet(
            () ->
                new SecondaryLook(
                    keeper.name(),
                    secondary,
                    SecondaryLook.State.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    ""));
  }

  private SecondaryStatus status(SecondaryLook look) {
    return new SecondaryStatus(
        look.zone().lowerCase().toString(),
        Endpoint.printWithPort(look.target().address()),
        look.target().key().map(key -> key.name().toText()),
        SecondaryStatus.State.valueOf(look.state().name()),
        look.since(),
        around.downstream().outcomes(look.zone()).stream()
            .filter(each -> each.address().equals(look.target().address()))
            .findFirst()
            .map(SecondaryVerbs::view),
        look.seen()
            .map(
                seen ->
                    new SecondaryStatus.ServesView(
                        seen.serial(), seen.signaturesUntil(), seen.when())),
        Optional.of(look.reason()).filter(reason -> !reason.isEmpty()));
  }

  private static SecondaryStatus.NotifyView view(Downstream.Outcome outcome) {
    return new SecondaryStatus.NotifyView(
        outcome.serial(),
        outcome.when(),
        outcome.state().name(),
        outcome.rcode(),
        outcome.attempts());
  }
}
