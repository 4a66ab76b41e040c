package org.frontsigner.answer;

import java.util.Arrays;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.NodeKind;
import org.frontsigner.zone.PackedChunk;
import org.frontsigner.zone.PackedIndex;

/**
 * Finds a name in a zone (RFC 1034, 4.3.2; RFC 4592, 3.3), and keeps what proofs want to know: the
 * name, its ancestors down from the apex, and how deep the closest encloser is. A depth is a number
 * of labels below the apex. Reused; not thread-safe.
 */
final class Lookup {
  private static final int DEPTHS = 128;

  private final byte[] key = new byte[NameKey.OCTETS_MAX];
  private final int[] keyLengths = new int[DEPTHS];
  private final int[] nameStarts = new int[DEPTHS];
  private final byte[] wildcardKey = new byte[NameKey.OCTETS_MAX + 2];
  private final byte[] wildcardName = new byte[DomainName.OCTETS_MAX + 2];

  private SignedZone zone;
  private DomainName name;
  private int depth;
  private int encloserDepth;

  /** What the zone has for a name at or below its apex. */
  Outcome find(SignedZone inZone, DomainName sought, int type) {
    zone = inZone;
    name = sought;
    measure();
    Node node = deepestVisible();
    if (encloserDepth == depth) {
      return atNode(node, type, false);
    }
    if (node.kind() == NodeKind.DELEGATION) {
      return new Outcome.Referral(node, encloserDepth, false);
    }
    if (node.has(RrType.DNAME)) {
      return new Outcome.Substitution(node, encloserDepth);
    }
    Node wildcard = zone.node(wildcardKey, wildcardKeyLength(encloserDepth));
    return wildcard == null ? new Outcome.NxDomain() : atNode(wildcard, type, true);
  }

  private void measure() {
    byte[] octets = name.octets();
    int apexAt = octets.length - zone.apex().length();
    int keyLength = NameKey.write(octets, 0, apexAt, key);
    depth = 0;
    for (int i = 0; i < keyLength; i++) {
      if (key[i] == 0) {
        keyLengths[++depth] = i + 1;
      }
    }
    int at = 0;
    for (int left = depth; left > 0; left--) {
      nameStarts[left] = at;
      at += octets[at] + 1;
    }
    nameStarts[0] = at;
  }

  /** The node of the deepest ancestor of the name, or of itself, that no cut and no DNAME hides. */
  private Node deepestVisible() {
    PackedIndex nodes = zone.nodes();
    long floor = nodes.floor(key, keyLengths[depth]);
    // Every ancestor that exists sorts between itself and the name, and so does the name before.
    encloserDepth = commonDepth(nodes, floor);
    Node node = zone.node(key, keyLengths[encloserDepth]);
    while (node == null || !node.kind().isVisible()) {
      encloserDepth--;
      node = zone.node(key, keyLengths[encloserDepth]);
    }
    return node;
  }

  private int commonDepth(PackedIndex nodes, long place) {
    PackedChunk chunk = nodes.chunkAt(place);
    int from = chunk.keyOffset(PackedIndex.ordinal(place));
    int to = from + chunk.keyLength(PackedIndex.ordinal(place));
    int mismatch = Arrays.mismatch(chunk.octets(), from, to, key, 0, keyLengths[depth]);
    int common = depth;
    while (mismatch >= 0 && keyLengths[common] > mismatch) {
      common--;
    }
    return common;
  }

  private Outcome atNode(Node node, int type, boolean wildcard) {
    if (node.kind() == NodeKind.DELEGATION && type != RrType.DS) {
      return new Outcome.Referral(node, depth, wildcard);
    }
    if (has(node, type)) {
      return new Outcome.Hit(node, wildcard);
    }
    // Of every type: a validator takes a denial at an alias for forged (RFC 6840, 4.3).
    return node.has(RrType.CNAME)
        ? new Outcome.Alias(node, wildcard)
        : new Outcome.NoData(node, wildcard);
  }

  private boolean has(Node node, int type) {
    return switch (type) {
      case RrType.ANY -> node.setCount() > 0;
      case RrType.RRSIG -> node.setCount() > 0 && zone.isSigned();
      case RrType.NSEC -> zone.ownsNsec(node);
      default -> node.has(type);
    };
  }

  SignedZone zone() {
    return zone;
  }

  /** The name that was sought. */
  DomainName name() {
    return name;
  }

  /** The depth of the name that was sought. */
  int depth() {
    return depth;
  }

  /** The depth of the closest encloser (RFC 4592, 3.3.1); that of the name where it exists. */
  int encloserDepth() {
    return encloserDepth;
  }

  /** The octets that begin with the key of the name and so with that of each ancestor. */
  byte[] key() {
    return key;
  }

  /** Octets of the key of the ancestor at a depth. */
  int keyLength(int atDepth) {
    return keyLengths[atDepth];
  }

  /** Where in the octets of the name the ancestor at a depth begins. */
  int nameStart(int atDepth) {
    return nameStarts[atDepth];
  }

  /** The node of the ancestor at a depth; null when it is not in the zone. */
  Node node(int atDepth) {
    return zone.node(key, keyLengths[atDepth]);
  }

  /** The hash of the ancestor at a depth. */
  byte[] hash(int atDepth) {
    return zone.hash(name.octets(), nameStarts[atDepth], name.length() - nameStarts[atDepth]);
  }

  /** The octets that {@link #wildcardKeyLength} makes begin with the key of a wildcard. */
  byte[] wildcardKey() {
    return wildcardKey;
  }

  /** Makes the key of the wildcard below the ancestor at a depth; returns its length. */
  int wildcardKeyLength(int atDepth) {
    int length = keyLengths[atDepth];
    System.arraycopy(key, 0, wildcardKey, 0, length);
    wildcardKey[length] = '*';
    wildcardKey[length + 1] = 0;
    return length + 2;
  }

  /** The hash of the wildcard below the ancestor at a depth. */
  byte[] wildcardHash(int atDepth) {
    int start = nameStarts[atDepth];
    int length = name.length() - start;
    wildcardName[0] = 1;
    wildcardName[1] = '*';
    System.arraycopy(name.octets(), start, wildcardName, 2, length);
    return zone.hash(wildcardName, 0, length + 2);
  }
}
