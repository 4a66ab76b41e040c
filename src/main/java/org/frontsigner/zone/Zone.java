package org.frontsigner.zone;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * An unsigned zone at one serial: rectified, ordered, immutable. Keys of its index are {@link
 * NameKey}s below the apex, values are {@link Node}s.
 */
public final class Zone {
  private final DomainName apex;
  private final PackedIndex nodes;
  private final Soa soa;

  private Zone(DomainName apex, PackedIndex nodes) {
    this.apex = apex;
    this.nodes = nodes;
    this.soa = Soa.of(Node.at(nodes, nodes.find(NameKey.APEX)).set(RrType.SOA));
  }

  /**
   * The zone that these nodes are.
   *
   * @throws IllegalArgumentException when they lack an apex with a SOA
   */
  public static Zone of(DomainName apex, PackedIndex nodes) {
    long place = nodes.find(NameKey.APEX);
    if (place == PackedIndex.NONE || !Node.at(nodes, place).has(RrType.SOA)) {
      throw new IllegalArgumentException("zone " + apex.toText() + " has no SOA at its apex");
    }
    return new Zone(apex, nodes);
  }

  public DomainName apex() {
    return apex;
  }

  public PackedIndex nodes() {
    return nodes;
  }

  public Soa soa() {
    return soa;
  }

  /** The primary's serial. */
  public long serial() {
    return soa.serial();
  }

  /** The node of a key; null when the name is not there. */
  public Node node(byte[] key) {
    long place = nodes.find(key);
    return place == PackedIndex.NONE ? null : Node.at(nodes, place);
  }

  public Node apexNode() {
    return node(NameKey.APEX);
  }

  /** Names that have records, or stand for ones below them. */
  public int nameCount() {
    return nodes.size();
  }

  /** Counts the records; walks the whole zone. */
  public long recordCount() {
    long records = 0;
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      for (RrSet set : Node.at(nodes, place).sets()) {
        records += set.count();
      }
    }
    return records;
  }

  /** The greatest TTL of its records; walks the whole zone. */
  public long ttlSecondsMax() {
    long seconds = 0;
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      for (RrSet set : Node.at(nodes, place).sets()) {
        seconds = Math.max(seconds, set.ttl());
      }
    }
    return seconds;
  }

  @Override
  public String toString() {
    return "zone " + apex.toText() + " serial " + serial();
  }
}
