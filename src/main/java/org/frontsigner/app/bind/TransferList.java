package org.frontsigner.app.bind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.frontsigner.answer.Network;
import org.frontsigner.bridge.named.NamedConf.AddressMatch;
import org.frontsigner.wire.DomainName;

/**
 * An allow-transfer as networks and keys of which each allows. The first element that fits decides
 * there; what that makes of an element and can't be said here is left out, so that nobody is
 * allowed whom the list does not allow. For one use.
 */
final class TransferList {
  private static final int V4_OCTETS = 4;

  private final OwnAddresses own;
  private final Consumer<String> remarks;
  private final Set<Network> networks = new LinkedHashSet<>();
  private final Set<DomainName> keys = new LinkedHashSet<>();
  private final List<Network> refused = new ArrayList<>();
  private boolean ended;

  private TransferList(OwnAddresses own, Consumer<String> remarks) {
    this.own = own;
    this.remarks = remarks;
  }

  /** {@code remarks} is told what is left out, and where. */
  static TransferList of(List<AddressMatch> matches, OwnAddresses own, Consumer<String> remarks) {
    TransferList list = new TransferList(own, remarks);
    for (AddressMatch match : matches) {
      if (!list.ended) {
        list.add(match);
      }
    }
    return list;
  }

  List<String> networks() {
    return networks.stream().map(Network::toString).toList();
  }

  Set<DomainName> keys() {
    return keys;
  }

  private void add(AddressMatch match) {
    switch (match.kind()) {
      case NONE -> ended = true;
      case ANY -> {
        addNetworks(match, List.of(Network.ANY_IPV4, Network.ANY_IPV6));
        ended = true;
      }
      case LOCALHOST -> addNetworks(match, own.addresses());
      case LOCALNETS -> addNetworks(match, own.networks());
      case NETWORK -> addNetwork(match);
      case KEY -> addKey(match);
    }
  }

  private void addNetworks(AddressMatch match, List<Network> meant) {
    if (match.refuses()) {
      refused.addAll(meant);
      return;
    }
    for (Network network : meant) {
      if (refused.stream().anyMatch(other -> overlap(network, other))) {
        remarks.accept(
            "%s: '%s' in allow-transfer does not allow %s here: part of it is refused before"
                .formatted(match.place(), match.text(), network));
      } else {
        networks.add(network);
      }
    }
  }

  private static boolean overlap(Network one, Network other) {
    return one.contains(other.base()) || other.contains(one.base());
  }

  private void addNetwork(AddressMatch match) {
    try {
      addNetworks(match, List.of(network(match.value())));
    } catch (IllegalArgumentException e) {
      if (match.refuses()) {
        end(match, e.getMessage());
      } else {
        leftOut(match, e.getMessage());
      }
    }
  }

  /** BIND lets the octets be left out that the prefix does not reach. */
  private static Network network(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    StringBuilder whole = new StringBuilder(address);
    if (address.indexOf(':') < 0) {
      for (int i = address.split("\\.", -1).length; i < V4_OCTETS; i++) {
        whole.append(".0");
      }
    }
    Network host = Network.parse(whole.toString());
    Network network = Network.parse(whole + (slash < 0 ? "" : text.substring(slash)));
    if (!network.base().equals(host.base())) {
      throw new IllegalArgumentException(
          "the address '" + text + "' has bits behind its prefix length");
    }
    return network;
  }

  private void addKey(AddressMatch match) {
    if (match.refuses()) {
      end(match, "a key can't be refused here");
    } else if (!refused.isEmpty()) {
      leftOut(match, "a key is allowed from every address here, and some are refused before");
    } else {
      try {
        keys.add(DomainName.parse(match.value()).lowerCase());
      } catch (IllegalArgumentException e) {
        leftOut(match, e.getMessage());
      }
    }
  }

  private void end(AddressMatch match, String why) {
    ended = true;
    remarks.accept(
        "%s: '%s' and what follows it in allow-transfer allow nobody here: %s"
            .formatted(match.place(), match.text(), why));
  }

  private void leftOut(AddressMatch match, String why) {
    remarks.accept(
        "%s: '%s' in allow-transfer allows nobody here: %s"
            .formatted(match.place(), match.text(), why));
  }
}
