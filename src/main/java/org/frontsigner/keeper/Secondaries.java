package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;

/** Who is told of a zone's new serials. */
final class Secondaries {
  private Secondaries() {}

  /** ALSO-NOTIFY, also-notify, and where configured the zone's own name servers, each once. */
  static List<Downstream.Target> of(SignedZone zone, ZonePolicy policy, TsigRing keys) {
    Set<InetSocketAddress> addresses = new LinkedHashSet<>(policy.alsoNotify());
    addresses.addAll(policy.keeper().alsoNotify());
    if (policy.keeper().notifyNameServers()) {
      nameServers(zone)
          .forEach(address -> addresses.add(new InetSocketAddress(address, Endpoint.DNS_PORT)));
    }
    List<Downstream.Target> targets = new ArrayList<>(addresses.size());
    for (InetSocketAddress address : addresses) {
      targets.add(new Downstream.Target(address, policy.secondaryKey(address).flatMap(keys::key)));
    }
    return targets;
  }

  /** The addresses that the zone itself has for its name servers. */
  static List<InetAddress> nameServers(SignedZone zone) {
    List<InetAddress> addresses = new ArrayList<>();
    RrSet ns = zone.apexNode().set(RrType.NS);
    for (int i = 0; ns != null && i < ns.count(); i++) {
      DomainName host = DomainName.at(ns.rdata(i), 0);
      if (host.isAtOrBelow(zone.apex())) {
        byte[] key = NameKey.of(host, zone.apex());
        Node node = zone.node(key, key.length);
        addAddresses(node, RrType.A, addresses);
        addAddresses(node, RrType.AAAA, addresses);
      }
    }
    return addresses;
  }

  private static void addAddresses(Node node, int type, List<InetAddress> addresses) {
    RrSet set = node == null ? null : node.set(type);
    for (int i = 0; set != null && i < set.count(); i++) {
      try {
        addresses.add(InetAddress.getByAddress(set.rdata(i)));
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address record has 4 or 16 octets", e);
      }
    }
  }
}
