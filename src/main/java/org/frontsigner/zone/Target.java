package org.frontsigner.zone;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrType;

/**
 * What a zone has at a name that one of its records points to, as one finds who asks for it (RFC
 * 1034, 4.3.2). Immutable.
 *
 * @param next the name that an alias leads to; null where there is no alias
 */
record Target(Kind kind, DomainName next) {
  enum Kind {
    /** The zone says nothing of it. */
    OUTSIDE,
    /** It is at or below a cut: the child zone answers for it. */
    DELEGATED,
    /** A CNAME is there, or a DNAME above it. */
    ALIAS,
    ADDRESS,
    /** The name is there, and has no address. */
    NO_ADDRESS,
    /** There is no such name. */
    NO_NAME,
    /** A DNAME makes a name of it that is too long (RFC 6672, 2.2). */
    TOO_LONG
  }

  private static final Target OUTSIDE = new Target(Kind.OUTSIDE, null);

  /** What the zone has at {@code name}. */
  static Target of(Zone zone, DomainName name) {
    if (!name.isAtOrBelow(zone.apex())) {
      return OUTSIDE;
    }
    byte[] key = NameKey.of(name, zone.apex());
    int length = 0;
    while (true) {
      Node node = zone.node(Arrays.copyOf(key, length));
      if (node == null) {
        return madeOfWildcard(zone, NameKey.parent(Arrays.copyOf(key, length)));
      }
      if (node.kind() == NodeKind.DELEGATION) {
        return new Target(Kind.DELEGATED, null);
      }
      if (length == key.length) {
        return at(node);
      }
      if (node.has(RrType.DNAME)) {
        return renamed(name, node.name(zone.apex()), alias(node, RrType.DNAME));
      }
      length = childLength(key, length);
    }
  }

  /** Octets of the key that is one label longer. */
  private static int childLength(byte[] key, int length) {
    int at = length;
    while (key[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private static Target at(Node node) {
    if (node.has(RrType.CNAME)) {
      return new Target(Kind.ALIAS, alias(node, RrType.CNAME));
    }
    return new Target(hasAddress(node) ? Kind.ADDRESS : Kind.NO_ADDRESS, null);
  }

  private static Target madeOfWildcard(Zone zone, byte[] encloser) {
    Node wildcard = zone.node(NameKey.wildcardBelow(encloser));
    if (wildcard == null) {
      return new Target(Kind.NO_NAME, null);
    }
    return wildcard.kind() == NodeKind.DELEGATION ? new Target(Kind.DELEGATED, null) : at(wildcard);
  }

  private static Target renamed(DomainName name, DomainName owner, DomainName target) {
    int octets = name.length() - owner.length() + target.length();
    return octets > DomainName.OCTETS_MAX
        ? new Target(Kind.TOO_LONG, null)
        : new Target(Kind.ALIAS, name.substitute(owner, target));
  }

  private static DomainName alias(Node node, int type) {
    return DomainName.at(node.set(type).rdata(0), 0);
  }

  static boolean hasAddress(Node node) {
    return node.has(RrType.A) || node.has(RrType.AAAA);
  }

  /** Whether the zone has addresses at the name itself, as answer or as glue. */
  static boolean hasAddress(Zone zone, DomainName name) {
    Node node = name.isAtOrBelow(zone.apex()) ? zone.node(NameKey.of(name, zone.apex())) : null;
    return node != null && hasAddress(node);
  }
}
