package org.frontsigner.signing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.TypeBitmap;
import org.frontsigner.zone.ChunkPacker;
import org.frontsigner.zone.IndexChanges;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.NodeKind;
import org.frontsigner.zone.PackedIndex;

/**
 * The hashes of all names of a zone in their order, each with the types that are at its name (RFC
 * 5155, 7.1). Immutable.
 */
final class Nsec3Chain {
  private static final byte IN_CHAIN = 1;

  private final DomainName apex;
  private final Nsec3Parameters parameters;
  private final long ttlSeconds;
  private final PackedIndex hashes;

  private Nsec3Chain(
      DomainName apex, Nsec3Parameters parameters, long ttlSeconds, PackedIndex hashes) {
    this.apex = apex;
    this.parameters = parameters;
    this.ttlSeconds = ttlSeconds;
    this.hashes = hashes;
  }

  /** The chain over all names. */
  static Nsec3Chain of(
      DomainName apex, PackedIndex nodes, Nsec3Parameters parameters, long ttlSeconds) {
    Nsec3Hash hash = new Nsec3Hash(parameters);
    List<byte[][]> entries = new ArrayList<>(nodes.size());
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      Node node = Node.at(nodes, place);
      if (isInChain(node, parameters)) {
        entries.add(new byte[][] {hash.of(nameOf(node, apex)), value(node)});
      }
    }
    entries.sort(Comparator.comparing(entry -> entry[0], Arrays::compareUnsigned));
    ChunkPacker packer = new ChunkPacker();
    entries.forEach(entry -> packer.stream(entry[0], entry[1]));
    return new Nsec3Chain(apex, parameters, ttlSeconds, packer.finish());
  }

  private static DomainName nameOf(Node node, DomainName apex) {
    return NameKey.toName(node.key(), apex);
  }

  private static boolean isInChain(Node node, Nsec3Parameters parameters) {
    return node.kind() != NodeKind.OCCLUDED && !(parameters.isOptOut() && node.isOptedOut());
  }

  private static byte[] value(Node node) {
    byte[] bitmap = bitmap(node);
    byte[] value = new byte[1 + bitmap.length];
    value[0] = IN_CHAIN;
    System.arraycopy(bitmap, 0, value, 1, bitmap.length);
    return value;
  }

  /** The types at a name as its NSEC3 record shows them (RFC 5155, 3.1.8 and 7.1). */
  static byte[] bitmap(Node node) {
    int[] types = new int[node.setCount() + 1];
    int count = 0;
    boolean signed = false;
    for (RrSet set : node.sets()) {
      boolean authoritative = node.isAuthoritative(set.type());
      if (authoritative || (node.kind() == NodeKind.DELEGATION && set.type() == RrType.NS)) {
        types[count++] = set.type();
      }
      signed |= authoritative;
    }
    if (signed) {
      types[count++] = RrType.RRSIG;
    }
    int[] sorted = Arrays.copyOf(types, count);
    Arrays.sort(sorted);
    return TypeBitmap.of(sorted);
  }

  /** The chain after the names with these keys changed, and the changes by hash. */
  Updated with(PackedIndex nodes, Iterable<byte[]> changedKeys, long newTtlSeconds) {
    Nsec3Hash hash = new Nsec3Hash(parameters);
    IndexChanges changes = new IndexChanges();
    for (byte[] key : changedKeys) {
      byte[] hashed = hash.of(NameKey.toName(key, apex));
      long place = nodes.find(key);
      Node node = place == PackedIndex.NONE ? null : Node.at(nodes, place);
      byte[] value = node != null && isInChain(node, parameters) ? value(node) : null;
      long there = hashes.find(hashed);
      if (value == null) {
        changes.remove(hashed);
      } else if (there == PackedIndex.NONE || !Arrays.equals(hashes.valueAt(there), value)) {
        changes.put(hashed, value);
      }
    }
    Nsec3Chain next = new Nsec3Chain(apex, parameters, newTtlSeconds, hashes.with(changes));
    List<byte[]> keys = new ArrayList<>();
    changes.keys().forEach(keys::add);
    return new Updated(next, keys);
  }

  /** A changed chain, with the hashes that came, went, or have other types now. */
  record Updated(Nsec3Chain chain, List<byte[]> changedHashes) {}

  PackedIndex hashes() {
    return hashes;
  }

  Nsec3Parameters parameters() {
    return parameters;
  }

  long ttlSeconds() {
    return ttlSeconds;
  }

  DomainName apex() {
    return apex;
  }

  /** The place of the hash, or {@link PackedIndex#NONE}. */
  long matching(byte[] hash) {
    return hashes.find(hash);
  }

  /** The place of the hash before this one, the last for one before the first. */
  long covering(byte[] hash) {
    long place = hashes.floor(hash, hash.length);
    return place == PackedIndex.NONE ? hashes.last() : place;
  }

  /** The place of the hash before this one, even if this one is in the chain. */
  byte[] hashBefore(byte[] hash) {
    long place = hashes.floor(hash, hash.length);
    if (place != PackedIndex.NONE && Arrays.equals(hashes.keyAt(place), hash)) {
      place = hashes.previous(place);
    }
    return hashes.keyAt(place == PackedIndex.NONE ? hashes.last() : place);
  }

  DomainName owner(long place) {
    return apex.child(Nsec3Hash.label(hashes.keyAt(place), 0));
  }

  /** The NSEC3 set at a place. */
  RrSet set(long place) {
    long next = hashes.next(place);
    byte[] nextHash = hashes.keyAt(next == PackedIndex.NONE ? hashes.first() : next);
    byte[] value = hashes.valueAt(place);
    return set(parameters, ttlSeconds, nextHash, Arrays.copyOfRange(value, 1, value.length));
  }

  static RrSet set(Nsec3Parameters parameters, long ttlSeconds, byte[] nextHash, byte[] bitmap) {
    byte[] rdata = new byte[5 + parameters.salt().length + 1 + Nsec3Hash.OCTETS + bitmap.length];
    int at = parameters.writeTo(rdata, 0, parameters.flags());
    rdata[at++] = Nsec3Hash.OCTETS;
    System.arraycopy(nextHash, 0, rdata, at, Nsec3Hash.OCTETS);
    System.arraycopy(bitmap, 0, rdata, at + Nsec3Hash.OCTETS, bitmap.length);
    return RrSetBuilder.single(RrType.NSEC3, ttlSeconds, rdata);
  }
}
