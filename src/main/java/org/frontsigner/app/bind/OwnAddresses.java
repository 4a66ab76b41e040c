package org.frontsigner.app.bind;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.frontsigner.answer.Network;

/**
 * What localhost and localnets mean here. Immutable.
 *
 * @param addresses of this machine, each as a network
 * @param networks that this machine is in
 */
record OwnAddresses(List<Network> addresses, List<Network> networks) {
  OwnAddresses {
    addresses = List.copyOf(addresses);
    networks = List.copyOf(networks);
  }

  /** Those that this machine has now; none where they can't be had. */
  static OwnAddresses now() {
    List<Network> addresses = new ArrayList<>();
    List<Network> networks = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InterfaceAddress address : each.getInterfaceAddresses()) {
          addresses.add(Network.of(address.getAddress()));
          networks.add(new Network(address.getAddress(), address.getNetworkPrefixLength()));
        }
      }
    } catch (SocketException | IllegalArgumentException e) {
      return new OwnAddresses(List.of(), List.of());
    }
    return new OwnAddresses(addresses, networks);
  }
}
