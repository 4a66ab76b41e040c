package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.wire.DomainName;

/**
 * Raises an alarm where a secondary of a zone is refused a transfer of it; that a stranger is
 * refused is as it should be. Thread-safe.
 */
final class RefusedTransfers {
  /** Whoever was turned off and does not ask again is no secondary any more. */
  private static final Duration NEWS = Duration.ofHours(1);

  private final Alarms alarms;

  RefusedTransfers(Alarms alarms) {
    this.alarms = alarms;
  }

  void refused(ZoneKeeper keeper, InetAddress client, Optional<DomainName> key, String reason) {
    if (isSecondary(keeper.policy(), client, key)) {
      alarms.raise(
          id(keeper.name(), client),
          "this secondary was refused a transfer: %s, %s. Allow it with activate-tsig-key or ALLOW-AXFR-FROM, or tell it no more"
              .formatted(reason, key.map(name -> "key " + name.toText()).orElse("no key")),
          NEWS);
    }
  }

  void taken(DomainName zone, InetAddress client) {
    alarms.clear(id(zone, client));
  }

  private static AlarmId id(DomainName zone, InetAddress client) {
    return AlarmId.of(AlarmKind.TRANSFER_REFUSED, zone, "secondary " + client.getHostAddress());
  }

  private static boolean isSecondary(
      ZonePolicy policy, InetAddress client, Optional<DomainName> key) {
    boolean told =
        Stream.concat(policy.alsoNotify().stream(), policy.keeper().alsoNotify().stream())
            .map(InetSocketAddress::getAddress)
            .anyMatch(client::equals);
    return told
        || key.filter(
                name -> policy.secondaryKeys().stream().anyMatch(use -> use.key().equals(name)))
            .isPresent();
  }
}
