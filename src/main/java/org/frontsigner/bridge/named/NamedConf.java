package org.frontsigner.bridge.named;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a named.conf says of zones. Immutable.
 *
 * @param directory of the options, which relative files are below
 * @param alsoNotify of the options, for zones that have none of their own
 * @param allowTransfer of the options, for zones that have none of their own
 * @param notifies of the options, for zones that do not say
 * @param zones of class IN and a type that has data, in their order
 * @param primaries the lists of primaries by name
 * @param acls the lists of addresses by name
 * @param keys the TSIG keys by name, in lower case without the last dot
 * @param passedOver how many statements were passed over
 * @param warnings what was passed over and where, the first of each kind
 */
public record NamedConf(
    Optional<String> directory,
    Optional<List<Server>> alsoNotify,
    Optional<List<AddressMatch>> allowTransfer,
    Optional<Boolean> notifies,
    List<NamedZone> zones,
    Map<String, List<Server>> primaries,
    Map<String, List<AddressMatch>> acls,
    Map<String, NamedKey> keys,
    long passedOver,
    List<String> warnings) {
  public NamedConf {
    zones = List.copyOf(zones);
    primaries = Map.copyOf(primaries);
    acls = Map.copyOf(acls);
    keys = Map.copyOf(keys);
    warnings = List.copyOf(warnings);
  }

  /** What a zone is. */
  public enum ZoneKind {
    PRIMARY,
    SECONDARY
  }

  /**
   * A zone statement. Immutable.
   *
   * @param name as it is written
   * @param file where its records are; of a secondary, where they may be kept
   * @param primaries where they are pulled from; lists are resolved
   * @param notifies whether secondaries are told; empty where it is not said
   */
  public record NamedZone(
      String name,
      ZoneKind kind,
      Optional<String> file,
      List<Server> primaries,
      Optional<List<Server>> alsoNotify,
      Optional<List<AddressMatch>> allowTransfer,
      Optional<Boolean> notifies,
      Place place) {}

  /**
   * A server in a list. Immutable.
   *
   * @param address IPv4 or IPv6, no name
   * @param port 0 where none is said
   * @param key the TSIG key to use, as it is written
   */
  public record Server(String address, int port, Optional<String> key, Place place) {
    /** As operators write it: 192.0.2.1, 192.0.2.1:5300, [2001:db8::1]:5300. */
    public String text() {
      String bracketed = address.contains(":") ? "[" + address + "]" : address;
      return port == 0 ? address : bracketed + ":" + port;
    }
  }

  /** What is compared in an address match. */
  public enum MatchKind {
    /** An address or a network. */
    NETWORK,
    /** A request signed with a TSIG key. */
    KEY,
    /** Everybody. */
    ANY,
    /** Nobody. */
    NONE,
    /** The server's own addresses. */
    LOCALHOST,
    /** The server's own networks. */
    LOCALNETS
  }

  /**
   * An element of an address match list; the first that fits decides. Lists are resolved.
   * Immutable.
   *
   * @param refuses whether whom it fits is refused
   * @param value the network or the name of the key; empty for the others
   */
  public record AddressMatch(MatchKind kind, boolean refuses, String value, Place place) {
    /** As it is written in a file. */
    public String text() {
      String what =
          switch (kind) {
            case NETWORK -> value;
            case KEY -> "key " + value;
            default -> kind.name().toLowerCase(Locale.ROOT);
          };
      return (refuses ? "!" : "") + what;
    }
  }

  /** A TSIG key. Immutable. */
  public record NamedKey(String name, String algorithm, String secret, Place place) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "NamedKey[name=" + name + "]";
    }
  }

  /**
   * Reads a configuration.
   *
   * @throws NamedConfError when it is none, or has views
   */
  public static NamedConf read(ConfFiles.Source first, ConfFiles files, ConfLimits limits)
      throws NamedConfError {
    ConfTree tree = new ConfTree(files, limits);
    List<ConfStatement> statements = tree.read(first);
    return new NamedConfReader(tree.directory()).read(statements);
  }
}
