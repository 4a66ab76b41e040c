package org.frontsigner.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.answer.Network;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Query;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;

/** Takes NOTIFYs (RFC 1996). Thread-safe. */
final class NotifyHandler {
  private final Keepers keepers;
  private final List<Network> networks;

  NotifyHandler(Keepers keepers, List<Network> networks) {
    this.keepers = keepers;
    this.networks = networks;
  }

  /** Tells the keepers, and returns the rcode of the reply. */
  int heard(Query notify, InetAddress sender, Optional<DomainName> verifiedKey) {
    if (notify.qtype() != RrType.SOA) {
      // RFC 1996, 1.5: NOTIFY is defined for changes of the SOA, and for nothing else so far.
      return Rcode.NOTIMP;
    }
    if (notify.qclass() != RrClass.IN) {
      return Rcode.NOTAUTH;
    }
    boolean allowed = networks.stream().anyMatch(network -> network.contains(sender));
    OptionalLong serial =
        notify.hasSoaSerial() ? OptionalLong.of(notify.soaSerial()) : OptionalLong.empty();
    return switch (keepers.notified(notify.qname(), sender, verifiedKey, allowed, serial)) {
      case ACCEPTED -> Rcode.NOERROR;
      case REFUSED -> Rcode.REFUSED;
      case NOT_AUTHORITATIVE -> Rcode.NOTAUTH;
    };
  }
}
