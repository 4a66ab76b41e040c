package org.frontsigner.keeper;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.wire.DomainName;

/**
 * Who may transfer a zone beside the configured networks. Immutable.
 *
 * @param keys TSIG keys, for all peers or for one
 * @param networks from ALLOW-AXFR-FROM: networks in text, AUTO-NS resolved
 */
public record TransferAccess(List<KeyUse> keys, List<String> networks) {
  static final String AUTO_NS = "AUTO-NS";

  public TransferAccess {
    keys = List.copyOf(keys);
    networks = List.copyOf(networks);
  }

  static TransferAccess of(ZoneKeeper keeper) {
    List<String> networks = new ArrayList<>();
    for (String text : keeper.policy().allowTransferFrom()) {
      if (text.equalsIgnoreCase(AUTO_NS)) {
        keeper.signed().map(Secondaries::nameServers).stream()
            .flatMap(List::stream)
            .map(InetAddress::getHostAddress)
            .forEach(networks::add);
      } else {
        networks.add(text);
      }
    }
    return new TransferAccess(keeper.policy().secondaryKeys(), networks);
  }

  /** Whether the key lets a peer at this address transfer the zone. */
  public boolean allowsKey(DomainName key, InetAddress peer) {
    return keys.stream().anyMatch(use -> use.key().equals(key) && use.isFor(peer));
  }
}
