package org.frontsigner.keeper;

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

  /** Whether the key lets a peer at this address transfer the zone. */
  public boolean allowsKey(DomainName key, java.net.InetAddress peer) {
    return keys.stream().anyMatch(use -> use.key().equals(key) && use.isFor(peer));
  }
}
