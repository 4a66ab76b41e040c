package org.frontsigner.answer;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * Who may do what with a zone. Each rule allows on its own; what none allows is refused. Immutable.
 *
 * @param transferNetworks who may transfer the zone without a key
 * @param transferKeys whose TSIG signature allows to transfer the zone
 * @param notifyNetworks who may say without a key that the zone changed
 * @param notifyKeys whose TSIG signature allows to say so
 */
public record AccessPolicy(
    List<Network> transferNetworks,
    List<KeyGrant> transferKeys,
    List<Network> notifyNetworks,
    List<KeyGrant> notifyKeys) {
  public static final AccessPolicy NOBODY =
      new AccessPolicy(List.of(), List.of(), List.of(), List.of());

  public AccessPolicy {
    transferNetworks = List.copyOf(transferNetworks);
    transferKeys = List.copyOf(transferKeys);
    notifyNetworks = List.copyOf(notifyNetworks);
    notifyKeys = List.copyOf(notifyKeys);
  }

  /**
   * What a TSIG key allows.
   *
   * @param key the name of the key
   * @param peers who may use it; empty: everybody who has it
   */
  public record KeyGrant(DomainName key, List<Network> peers) {
    public KeyGrant {
      peers = List.copyOf(peers);
    }

    /** A key that everybody who has it may use. */
    public static KeyGrant toAll(DomainName key) {
      return new KeyGrant(key, List.of());
    }

    private boolean covers(InetAddress client, DomainName verified) {
      return key.equals(verified) && (peers.isEmpty() || isIn(peers, client));
    }
  }

  /** A policy that allows what either allows, such as that of the server and that of a zone. */
  public AccessPolicy or(AccessPolicy other) {
    return new AccessPolicy(
        both(transferNetworks, other.transferNetworks),
        both(transferKeys, other.transferKeys),
        both(notifyNetworks, other.notifyNetworks),
        both(notifyKeys, other.notifyKeys));
  }

  private static <T> List<T> both(List<T> a, List<T> b) {
    List<T> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  /**
   * Whether the client may transfer the zone out.
   *
   * @param verifiedKey the key of its TSIG signature, once that was found right
   */
  public boolean mayTransfer(InetAddress client, Optional<DomainName> verifiedKey) {
    return isIn(transferNetworks, client) || isGranted(transferKeys, client, verifiedKey);
  }

  /**
   * Whether a NOTIFY of the client is heard (RFC 1996, 3.10).
   *
   * @param verifiedKey the key of its TSIG signature, once that was found right
   */
  public boolean mayNotify(InetAddress client, Optional<DomainName> verifiedKey) {
    return isIn(notifyNetworks, client) || isGranted(notifyKeys, client, verifiedKey);
  }

  private static boolean isGranted(
      List<KeyGrant> grants, InetAddress client, Optional<DomainName> verifiedKey) {
    return verifiedKey.isPresent()
        && grants.stream().anyMatch(grant -> grant.covers(client, verifiedKey.get()));
  }

  private static boolean isIn(List<Network> networks, InetAddress client) {
    return networks.stream().anyMatch(network -> network.contains(client));
  }
}
