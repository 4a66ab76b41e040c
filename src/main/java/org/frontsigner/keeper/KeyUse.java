package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.frontsigner.wire.DomainName;

/**
 * A TSIG key that a zone uses with its peers of one side: with all of them, or with one. Stored as
 * {@code NAME}, {@code NAME ADDRESS} or {@code NAME ADDRESS:PORT}. Immutable.
 *
 * @param peer empty: all
 * @param port of the peer; empty: any
 */
public record KeyUse(DomainName key, Optional<InetAddress> peer, OptionalInt port) {
  static KeyUse forAll(DomainName key) {
    return new KeyUse(key.lowerCase(), Optional.empty(), OptionalInt.empty());
  }

  static KeyUse forPeer(DomainName key, InetSocketAddress peer, boolean onThisPortOnly) {
    return new KeyUse(
        key.lowerCase(),
        Optional.of(peer.getAddress()),
        onThisPortOnly ? OptionalInt.of(peer.getPort()) : OptionalInt.empty());
  }

  /**
   * Reads what {@link #text} writes.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static KeyUse parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return forAll(DomainName.parse(text));
    }
    String peer = text.substring(blank + 1).strip();
    return forPeer(
        DomainName.parse(text.substring(0, blank)), Endpoint.parse(peer), Endpoint.hasPort(peer));
  }

  String text() {
    return peerText().map(peerText -> key.toText() + " " + peerText).orElseGet(key::toText);
  }

  /** The peer as it is written; empty where the key is for all. */
  Optional<String> peerText() {
    return peer.map(
        address ->
            port.isEmpty()
                ? address.getHostAddress()
                : Endpoint.printWithPort(new InetSocketAddress(address, port.getAsInt())));
  }

  /** Whether the key is used with a peer that speaks from this address, whatever its port. */
  public boolean isFor(InetAddress address) {
    return peer.isEmpty() || peer.get().equals(address);
  }

  private boolean isFor(InetSocketAddress address) {
    return isFor(address.getAddress()) && (port.isEmpty() || port.getAsInt() == address.getPort());
  }

  /** How closely the use names its peer. */
  private int closeness() {
    return peer.isEmpty() ? 0 : port.isEmpty() ? 1 : 2;
  }

  /** The key for a peer: of the uses that fit, the first of those that name it most closely. */
  static Optional<DomainName> find(List<String> uses, InetSocketAddress peer) {
    return uses.stream()
        .map(KeyUse::parse)
        .filter(use -> use.isFor(peer))
        .sorted(Comparator.comparingInt(KeyUse::closeness).reversed())
        .findFirst()
        .map(KeyUse::key);
  }
}
