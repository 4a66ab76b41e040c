package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * A TSIG key that a zone uses with its peers of one side: with all of them, or with one. Stored as
 * {@code NAME} or {@code NAME ADDRESS}. Immutable.
 */
public record KeyUse(DomainName key, Optional<InetSocketAddress> peer) {
  /** Reads what {@link #text} writes. */
  static KeyUse parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      return new KeyUse(DomainName.parse(text), Optional.empty());
    }
    return new KeyUse(
        DomainName.parse(text.substring(0, blank)),
        Optional.of(Endpoint.parse(text.substring(blank + 1).strip())));
  }

  String text() {
    return peer.map(address -> key.lowerCase().toText() + " " + Endpoint.print(address))
        .orElseGet(() -> key.lowerCase().toText());
  }

  /** Whether the key is used with a peer that speaks from this address, whatever its port. */
  boolean isFor(InetAddress address) {
    return peer.map(one -> one.getAddress().equals(address)).orElse(true);
  }

  static Optional<DomainName> find(List<String> uses, InetSocketAddress peer) {
    List<KeyUse> parsed = uses.stream().map(KeyUse::parse).toList();
    return parsed.stream()
        .filter(use -> use.peer().filter(peer::equals).isPresent())
        .findFirst()
        .or(() -> parsed.stream().filter(use -> use.peer().isEmpty()).findFirst())
        .map(KeyUse::key);
  }
}
