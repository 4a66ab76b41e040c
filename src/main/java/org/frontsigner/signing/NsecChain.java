package org.frontsigner.signing;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.TypeBitmap;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.NodeKind;
import org.frontsigner.zone.PackedIndex;

/**
 * The NSEC records of a zone, which the order of its names implies: nothing of it is stored. Owners
 * are the names that the zone answers for and its delegations (RFC 4035, 2.3). Immutable.
 */
final class NsecChain {
  private final DomainName apex;
  private final PackedIndex nodes;
  private final long ttlSeconds;

  NsecChain(DomainName apex, PackedIndex nodes, long ttlSeconds) {
    this.apex = apex;
    this.nodes = nodes;
    this.ttlSeconds = ttlSeconds;
  }

  static boolean isOwner(NodeKind kind) {
    return kind == NodeKind.AUTHORITATIVE || kind == NodeKind.DELEGATION;
  }

  /** The NSEC set of an owner. */
  RrSet set(Node owner) {
    DomainName next = nextOwner(owner.place()).name(apex);
    byte[] bitmap = TypeBitmap.of(types(owner));
    byte[] rdata = new byte[next.length() + bitmap.length];
    System.arraycopy(next.octets(), 0, rdata, 0, next.length());
    System.arraycopy(bitmap, 0, rdata, next.length(), bitmap.length);
    return RrSetBuilder.single(RrType.NSEC, ttlSeconds, rdata);
  }

  private Node nextOwner(long place) {
    long at = nodes.next(place);
    while (at != PackedIndex.NONE && !isOwner(Node.at(nodes, at).kind())) {
      at = nodes.next(at);
    }
    return Node.at(nodes, at == PackedIndex.NONE ? nodes.first() : at);
  }

  /** The types at an owner as its NSEC record shows them (RFC 4034, 4.1.2). */
  static int[] types(Node owner) {
    int[] types = new int[owner.setCount() + 2];
    int count = 0;
    boolean cut = owner.kind() == NodeKind.DELEGATION;
    RrSet[] sets = owner.sets();
    for (RrSet set : sets) {
      if (!cut || set.type() == RrType.NS || set.type() == RrType.DS) {
        types[count++] = set.type();
      }
    }
    types[count++] = RrType.RRSIG;
    types[count++] = RrType.NSEC;
    int[] sorted = Arrays.copyOf(types, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The owner whose record covers the key, or is at it. */
  Node covering(byte[] key, int length) {
    return Node.at(nodes, ownerAtOrBefore(nodes.floor(key, length)));
  }

  private long ownerAtOrBefore(long place) {
    long at = place;
    while (!isOwner(Node.at(nodes, at).kind())) {
      at = nodes.previous(at);
    }
    return at;
  }

  /** The key of the owner before a key, whose record may change when the key does. */
  byte[] keyBefore(byte[] key) {
    long at = nodes.floor(key, key.length);
    if (at != PackedIndex.NONE && Arrays.equals(nodes.keyAt(at), key)) {
      at = nodes.previous(at);
    }
    return at == PackedIndex.NONE ? NameKey.APEX : nodes.keyAt(ownerAtOrBefore(at));
  }
}
