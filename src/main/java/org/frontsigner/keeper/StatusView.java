package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.api.TsigSide;
import org.frontsigner.api.ZoneStatus;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;

/** A zone as show-zone shows it. */
final class StatusView {
  private final ZoneKeeper keeper;
  private final Refresh refresh;
  private final Surroundings around;
  private final StoredZone stored;
  private final ZonePolicy policy;
  private final Optional<SignedZone> signed;

  StatusView(Keepers.Kept kept, Surroundings around) {
    this.keeper = kept.keeper();
    this.refresh = kept.refresh();
    this.around = around;
    this.stored = keeper.stored();
    this.policy = keeper.policy();
    this.signed = keeper.signed();
  }

  ZoneStatus zone() {
    boolean pulled = stored.settings().type() == ZoneType.SLAVE;
    return new ZoneStatus(
        stored.name().toString(),
        pulled ? "slave" : "native",
        mode(),
        stored.settings().primaries().stream().map(this::primary).toList(),
        pulled ? Optional.of(transfer()) : Optional.empty(),
        serials(),
        denial(),
        window(),
        KeyViews.withAllDigests(keeper),
        tsig(),
        secondaries(),
        MetadataVerbs.of(stored.settings().metadata()),
        policy.wantsPresigned() ? Optional.of(presigned()) : Optional.empty(),
        around.store().written(stored.name()).map(StatusView::written));
  }

  private static ZoneStatus.WrittenView written(ConfiguredZone zone) {
    return new ZoneStatus.WrittenView(zone.place(), zone.file(), zone.loaded(), zone.trouble());
  }

  private ZoneStatus.Mode mode() {
    if (policy.presigned()) {
      return ZoneStatus.Mode.PRESIGNED;
    }
    return policy.isSecured() ? ZoneStatus.Mode.SIGNED : ZoneStatus.Mode.UNSIGNED;
  }

  private ZoneStatus.PresignedView presigned() {
    return new ZoneStatus.PresignedView(
        policy.presigned(),
        signed.filter(SignedZone::isPresigned).flatMap(SignedZone::earliestExpiration));
  }

  private ZoneStatus.PrimaryView primary(InetSocketAddress address) {
    Optional<PrimaryHealth.Status> status = refresh.health().of(address);
    ZoneStatus.Health health =
        status
            .map(
                known -> known.failures() == 0 ? ZoneStatus.Health.GOOD : ZoneStatus.Health.FAILING)
            .orElse(ZoneStatus.Health.UNKNOWN);
    return new ZoneStatus.PrimaryView(
        Endpoint.printWithPort(address),
        policy.primaryKey(address).map(DomainName::toText),
        health,
        status.flatMap(PrimaryHealth.Status::lastAnswer),
        status.flatMap(PrimaryHealth.Status::lastError));
  }

  private ZoneStatus.TransferView transfer() {
    Instant now = around.clock().instant();
    Instant confirmed = stored.state().confirmed();
    boolean hasData = signed.isPresent();
    return new ZoneStatus.TransferView(
        confirmed.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(confirmed),
        Optional.of(refresh.nextCheck()).filter(next -> next.isAfter(Instant.EPOCH)),
        hasData ? Optional.of(keeper.expiry()) : Optional.empty(),
        hasData && !now.isBefore(keeper.expiry()));
  }

  private ZoneStatus.SerialView serials() {
    boolean hasData = signed.isPresent();
    return new ZoneStatus.SerialView(
        hasData ? OptionalLong.of(stored.state().primarySerial()) : OptionalLong.empty(),
        hasData ? OptionalLong.of(stored.state().servedSerial()) : OptionalLong.empty(),
        policy.serialPolicy().text());
  }

  private ZoneStatus.DenialView denial() {
    Denial denial = keeper.denial();
    String parameters = denial.nsec3().map(Nsec3Parameters::toString).orElse("");
    if (denial instanceof Denial.Nsec) {
      return new ZoneStatus.DenialView("nsec", "");
    }
    if (denial instanceof Denial.Narrow) {
      return new ZoneStatus.DenialView("nsec3-narrow", parameters);
    }
    boolean optOut = denial.nsec3().filter(Nsec3Parameters::isOptOut).isPresent();
    return new ZoneStatus.DenialView(optOut ? "nsec3-optout" : "nsec3", parameters);
  }

  private Optional<ZoneStatus.WindowView> window() {
    return signed
        .filter(zone -> zone.plan().signs())
        .map(
            zone -> {
              SigningWindow window = zone.plan().window();
              return new ZoneStatus.WindowView(
                  window.inception(), window.expiration(), nextTurnover());
            });
  }

  private Optional<Instant> nextTurnover() {
    boolean pinned =
        stored.settings().metadata().value(MetadataKind.SIGNATURE_VALIDITY.text()).isPresent();
    return pinned
        ? Optional.empty()
        : Optional.of(SigningWindow.turnoverAfter(around.clock().instant()));
  }

  private List<ZoneStatus.TsigUse> tsig() {
    List<ZoneStatus.TsigUse> uses = new ArrayList<>();
    policy.primaryKeys().forEach(use -> uses.add(use(use, TsigSide.SECONDARY)));
    policy.secondaryKeys().forEach(use -> uses.add(use(use, TsigSide.PRIMARY)));
    return uses;
  }

  private static ZoneStatus.TsigUse use(KeyUse use, TsigSide side) {
    return new ZoneStatus.TsigUse(use.key().toText(), side, use.peerText());
  }

  private List<ZoneStatus.SecondaryView> secondaries() {
    List<Downstream.Outcome> outcomes = around.downstream().outcomes(stored.name());
    return signed
        .map(zone -> Secondaries.of(zone, policy, around.tsigKeys()))
        .orElse(List.of())
        .stream()
        .map(each -> secondary(each, outcomes))
        .toList();
  }

  private static ZoneStatus.SecondaryView secondary(
      Downstream.Target secondary, List<Downstream.Outcome> outcomes) {
    Optional<Downstream.Outcome> outcome =
        outcomes.stream().filter(each -> each.address().equals(secondary.address())).findFirst();
    return new ZoneStatus.SecondaryView(
        Endpoint.printWithPort(secondary.address()),
        secondary.key().map(key -> key.name().toText()),
        outcome.map(each -> each.state().name()),
        outcome.stream().mapToLong(Downstream.Outcome::serial).findFirst(),
        outcome.map(Downstream.Outcome::when));
  }
}
