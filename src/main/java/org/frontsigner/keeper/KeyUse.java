package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * A TSIG key that a zone uses with its peers of one side: with all of them, or with one. Stored as
 * {@code NAME}, {@code NAME ADDRESS} for a peer whatever its port, or {@code NAME ADDRESS:PORT}.
 * Immutable.
 *
 * @param peer the one peer; port {@link Endpoint#ANY_PORT} where it is meant whatever its port
 */
public record KeyUse(DomainName key, Optional<InetSocketAddress> peer) {
  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException when the text is not that
   */
  public static KeyUse parse(String text) {
    String[] words = text.strip().split("\\s+", 2);
    return new KeyUse(
        DomainName.parse(words[0]),
        words.length < 2 ? Optional.empty() : Optional.of(Endpoint.parsePeer(words[1])));
  }

  public String text() {
    return peer.map(address -> key.lowerCase().toText() + " " + Endpoint.printPeer(address))
        .orElseGet(() -> key.lowerCase().toText());
  }

  /** The peer as it is written; empty where the key is for all. */
  Optional<String> peerText() {
    return peer.map(Endpoint::printPeer);
  }

  /** Whether the key is used with a peer that speaks from this address, whatever its port. */
  public boolean isFor(InetAddress address) {
    return peer.map(one -> one.getAddress().equals(address)).orElse(true);
  }

  /** How well a peer is meant: 0 not at all, 1 as all are, 2 by its address, 3 with its port. */
  private int fit(InetSocketAddress other) {
    if (peer.isEmpty()) {
      return 1;
    }
    InetSocketAddress one = peer.get();
    if (!one.getAddress().equals(other.getAddress())) {
      return 0;
    }
    if (one.getPort() == Endpoint.ANY_PORT) {
      return 2;
    }
    return one.getPort() == other.getPort() ? 3 : 0;
  }

  /** The key for a peer: that of the closest use, and of those as close the first. */
  static Optional<DomainName> find(List<KeyUse> uses, InetSocketAddress peer) {
    return uses.stream()
        .filter(use -> use.fit(peer) > 0)
        .sorted(Comparator.comparing((KeyUse use) -> -use.fit(peer)))
        .findFirst()
        .map(KeyUse::key);
  }
}
