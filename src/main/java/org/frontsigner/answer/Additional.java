package org.frontsigner.answer;

import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.NodeKind;

/**
 * Adds the addresses of the hosts that a set points to (RFC 1034, 4.3.2, step 6), as far as the
 * zone itself has them; nothing is synthesized from wildcards. Reused; not thread-safe.
 */
final class Additional {
  /** Addresses beyond these help nobody. */
  private static final int HOSTS_MAX = 64;

  /** An address record takes at least so many octets of a message. */
  private static final int RECORD_OCTETS_MIN = 16;

  /** More needed addresses than these fit into no message, so that it is truncated anyway. */
  private static final int NEEDED_MAX = 0xffff / RECORD_OCTETS_MIN;

  private static final int[] ADDRESS_TYPES = {RrType.A, RrType.AAAA};
  private static final int NO_HOST = -1;

  private final Answer answer;
  private final byte[] key = new byte[NameKey.OCTETS_MAX];

  Additional(Answer answer) {
    this.answer = answer;
  }

  /** Adds the addresses of the hosts of a set in an answer; glue only for name servers. */
  void addFor(SignedZone zone, DomainName owner, RrSet set, boolean signed) {
    int hostAt = hostAt(set.type());
    if (hostAt == NO_HOST) {
      return;
    }
    int position = set.first();
    for (int left = Math.min(set.count(), HOSTS_MAX); left > 0; left--) {
      DomainName host = DomainName.at(set.octets(), set.rdataAt(position) + hostAt);
      // RFC 9460, 2.5: in SVCB the root stands for the owner itself.
      boolean itself = host.isRoot() && isServiceBinding(set.type());
      add(zone, itself ? owner : host, set.type() == RrType.NS, signed, false);
      position = set.next(position);
    }
  }

  /** Where in its rdata a type names a host; {@link #NO_HOST} for most types. */
  private static int hostAt(int type) {
    return switch (type) {
      case RrType.NS -> 0;
      case RrType.MX, RrType.AFSDB, RrType.KX, RrType.SVCB, RrType.HTTPS -> 2;
      case RrType.SRV -> 6;
      default -> NO_HOST;
    };
  }

  private static boolean isServiceBinding(int type) {
    return type == RrType.SVCB || type == RrType.HTTPS;
  }

  /**
   * Adds the addresses of the name servers in a referral: first and without fail of those that are
   * at or below the cut, which nobody else knows (RFC 9471, 2.1), then of the others.
   */
  void addGlue(SignedZone zone, DomainName cut, RrSet servers, boolean signed) {
    addServers(zone, cut, servers, true, signed);
    addServers(zone, cut, servers, false, signed);
  }

  private void addServers(
      SignedZone zone, DomainName cut, RrSet servers, boolean below, boolean signed) {
    int position = servers.first();
    int max = below ? NEEDED_MAX : HOSTS_MAX;
    for (int left = Math.min(servers.count(), max); left > 0; left--) {
      DomainName host = DomainName.at(servers.octets(), servers.rdataAt(position));
      if (host.isAtOrBelow(cut) == below) {
        add(zone, host, true, signed, below);
      }
      position = servers.next(position);
    }
  }

  private void add(
      SignedZone zone, DomainName host, boolean glueToo, boolean signed, boolean needed) {
    if (!host.isAtOrBelow(zone.apex())) {
      return;
    }
    int length = NameKey.write(host.octets(), 0, host.length() - zone.apex().length(), key);
    Node node = zone.node(key, length);
    if (node == null || (node.kind() != NodeKind.AUTHORITATIVE && !glueToo)) {
      return;
    }
    for (int type : ADDRESS_TYPES) {
      RrSet set = node.set(type);
      if (set != null && !answer.has(host, type)) {
        answer.addAddresses(host, set, signed ? zone.signatures(node, set) : null, needed);
      }
    }
  }
}
