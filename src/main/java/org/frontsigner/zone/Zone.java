package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * A zone at one serial as it came: rectified, ordered, immutable. Keys of its index are {@link
 * NameKey}s below the apex, values are {@link Node}s.
 *
 * <p>A pre-signed zone has the signatures of others too: those over its names are carried by the
 * nodes, those over its NSEC3 records by the nodes of a second index, whose keys are hashes. So no
 * name of the zone is mistaken for a hash.
 */
public final class Zone {
  private final DomainName apex;
  private final PackedIndex nodes;
  private final PackedIndex hashes;
  private final Soa soa;

  private Zone(DomainName apex, PackedIndex nodes, PackedIndex hashes) {
    this.apex = apex;
    this.nodes = nodes;
    this.hashes = hashes;
    this.soa = Soa.of(Node.at(nodes, nodes.find(NameKey.APEX)).set(RrType.SOA));
  }

  /**
   * The zone that these nodes are.
   *
   * @throws IllegalArgumentException when they lack an apex with a SOA
   */
  public static Zone of(DomainName apex, PackedIndex nodes) {
    return of(apex, nodes, PackedIndex.EMPTY);
  }

  /** As {@link #of(DomainName, PackedIndex)}, with NSEC3 records by their hashes. */
  static Zone of(DomainName apex, PackedIndex nodes, PackedIndex hashes) {
    long place = nodes.find(NameKey.APEX);
    if (place == PackedIndex.NONE || !Node.at(nodes, place).has(RrType.SOA)) {
      throw new IllegalArgumentException("zone " + apex.toText() + " has no SOA at its apex");
    }
    return new Zone(apex, nodes, hashes);
  }

  /**
   * The zone that {@link #packed} made these chunks of.
   *
   * @throws IllegalArgumentException when they lack an apex with a SOA
   */
  public static Zone ofPacked(DomainName apex, PackedIndex packed) {
    int nodes = packed.chunkCount();
    for (int number = 1; number < packed.chunkCount(); number++) {
      if (packed.chunk(number).keyLength(0) == 0) {
        nodes = number;
      }
    }
    return of(apex, part(packed, 0, nodes), part(packed, nodes + 1, packed.chunkCount()));
  }

  private static PackedIndex part(PackedIndex packed, int from, int to) {
    List<PackedChunk> chunks = new ArrayList<>();
    for (int number = from; number < to; number++) {
      chunks.add(packed.chunk(number));
    }
    return PackedIndex.of(chunks);
  }

  /**
   * All chunks of the zone, to be kept: those of its names; where it has hashes, one that has no
   * key but that of the apex, as none but the first has it, and those of its hashes.
   */
  public PackedIndex packed() {
    if (hashes.isEmpty()) {
      return nodes;
    }
    List<PackedChunk> chunks = new ArrayList<>();
    addChunks(nodes, chunks);
    ChunkPacker border = new ChunkPacker();
    border.append(NameKey.APEX, new byte[1]);
    addChunks(border.finish(), chunks);
    addChunks(hashes, chunks);
    return PackedIndex.of(chunks);
  }

  private static void addChunks(PackedIndex index, List<PackedChunk> chunks) {
    for (int number = 0; number < index.chunkCount(); number++) {
      chunks.add(index.chunk(number));
    }
  }

  public DomainName apex() {
    return apex;
  }

  public PackedIndex nodes() {
    return nodes;
  }

  /** The NSEC3 records that came with a pre-signed zone, as carried sets of nodes, by hash. */
  public PackedIndex hashes() {
    return hashes;
  }

  /** Whether the zone came signed and was taken so: its apex carries a signature over its SOA. */
  public boolean isPresigned() {
    return apexNode().signatures(RrType.SOA) != null;
  }

  /**
   * The zone as it would have been taken without the signatures of others.
   *
   * @param policy says whether their keys stay
   */
  public Zone withoutSignatures(IntakePolicy policy) {
    ZoneBuilder builder = new ZoneBuilder(apex, policy.withSignatures(false));
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      Node node = Node.at(nodes, place);
      DomainName owner = node.name(apex);
      for (RrSet set : node.sets()) {
        for (int i = 0; i < set.count(); i++) {
          builder.add(owner, set.type(), set.ttl(), set.rdata(i));
        }
      }
    }
    if (builder.build() instanceof BuildResult.Built built) {
      return built.zone();
    }
    throw new IllegalStateException("data that could be served with signatures can be without");
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
    return recordCount(nodes) + recordCount(hashes);
  }

  private static long recordCount(PackedIndex index) {
    long records = 0;
    for (long place = index.first(); place != PackedIndex.NONE; place = index.next(place)) {
      Node node = Node.at(index, place);
      records += Arrays.stream(node.sets()).mapToLong(RrSet::count).sum();
      records += Arrays.stream(node.carried()).mapToLong(RrSet::count).sum();
    }
    return records;
  }

  /** The greatest TTL of its authoritative records; walks the parts of it that it has not yet. */
  public long ttlSecondsMax() {
    long seconds = 0;
    for (int number = 0; number < nodes.chunkCount(); number++) {
      seconds = Math.max(seconds, nodes.chunk(number).greatest(Zone::ttlSecondsMax));
    }
    return seconds;
  }

  private static long ttlSecondsMax(PackedChunk chunk) {
    long seconds = 0;
    PackedIndex alone = PackedIndex.of(List.of(chunk));
    for (long place = alone.first(); place != PackedIndex.NONE; place = alone.next(place)) {
      Node node = Node.at(alone, place);
      for (RrSet set : node.sets()) {
        if (node.isAuthoritative(set.type())) {
          seconds = Math.max(seconds, set.ttl());
        }
      }
    }
    return seconds;
  }

  @Override
  public String toString() {
    return "zone " + apex.toText() + " serial " + serial();
  }
}
