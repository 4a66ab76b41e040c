package org.frontsigner.zone;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * A name of a zone with its record sets: a view of an entry of a {@link PackedIndex}. Sets are in
 * order of type number. Immutable.
 *
 * <pre>
 *   kind 1 (0x40: owner follows; 0x80: carried sets follow) | [ owner length 1 | owner labels as they came ]
 *     | sets 1 | { set }* | [ carried sets 1 | { set }* ]
 * </pre>
 *
 * <p>Carried sets are what others who signed the zone gave for this name: its NSEC, and RRSIGs, one
 * set for each type that they cover. They stand beside the data, which is all that the other
 * methods show.
 */
public final class Node {
  /** The most record sets that a name may have. */
  public static final int SETS_MAX = 200;

  /** The most carried sets: a signature set for each of the others, and the denials. */
  static final int CARRIED_MAX = 250;

  private static final int OWNER_KEPT = 0x40;
  private static final int CARRIES = 0x80;
  private static final int KIND = 0x3f;
  private static final RrSet[] NONE = {};

  private final PackedIndex index;
  private final long place;
  private final byte[] octets;
  private final int start;

  private Node(PackedIndex index, long place) {
    this.index = index;
    this.place = place;
    PackedChunk chunk = index.chunkAt(place);
    this.octets = chunk.octets();
    this.start = chunk.valueOffset(PackedIndex.ordinal(place));
  }

  /** The node at a place of an index of nodes. */
  public static Node at(PackedIndex index, long place) {
    return new Node(index, place);
  }

  /** The packed octets of a node. Sets come in order of type number; {@code owner} may be null. */
  static byte[] pack(NodeKind kind, byte[] ownerLabels, RrSet... sets) {
    return packCarrying(kind, ownerLabels, sets, NONE);
  }

  /** As {@link #pack}, with carried sets in order of type and type covered. */
  static byte[] packCarrying(NodeKind kind, byte[] ownerLabels, RrSet[] sets, RrSet[] carried) {
    int owner = ownerLabels == null ? 0 : 1 + ownerLabels.length;
    int more = carried.length == 0 ? 0 : 1 + octets(carried);
    byte[] packed = new byte[2 + owner + octets(sets) + more];
    int flags = (ownerLabels == null ? 0 : OWNER_KEPT) | (carried.length == 0 ? 0 : CARRIES);
    packed[0] = (byte) (kind.code() | flags);
    int at = 1;
    if (ownerLabels != null) {
      packed[at++] = (byte) ownerLabels.length;
      System.arraycopy(ownerLabels, 0, packed, at, ownerLabels.length);
      at += ownerLabels.length;
    }
    at = put(packed, at, sets);
    if (carried.length > 0) {
      put(packed, at, carried);
    }
    return packed;
  }

  private static int octets(RrSet... sets) {
    int octets = 0;
    for (RrSet set : sets) {
      octets += set.length();
    }
    return octets;
  }

  private static int put(byte[] packed, int from, RrSet... sets) {
    int at = from;
    packed[at++] = (byte) sets.length;
    for (RrSet set : sets) {
      System.arraycopy(set.octets(), set.offset(), packed, at, set.length());
      at += set.length();
    }
    return at;
  }

  /** The packed octets of this name with other sets, in any order, in the place of its own. */
  public byte[] packedWith(Collection<RrSet> sets) {
    RrSet[] sorted = sets.toArray(new RrSet[0]);
    Arrays.sort(sorted, Comparator.comparingInt(RrSet::type));
    return packCarrying(kind(), ownerLabels(), sorted, carried());
  }

  public long place() {
    return place;
  }

  public PackedIndex index() {
    return index;
  }

  public byte[] key() {
    return index.keyAt(place);
  }

  public NodeKind kind() {
    return NodeKind.of(octets[start] & KIND);
  }

  /** The name, in the letter case in which it came. */
  public DomainName name(DomainName apex) {
    byte[] labels = ownerLabels();
    if (labels == null) {
      return NameKey.toName(key(), apex);
    }
    byte[] wire = Arrays.copyOf(labels, labels.length + apex.length());
    System.arraycopy(apex.octets(), 0, wire, labels.length, apex.length());
    return DomainName.at(wire, 0);
  }

  /** The owner of NSEC3 records, of an entry of {@link Zone#hashes}, as it came. */
  public DomainName hashedName(DomainName apex) {
    return (octets[start] & OWNER_KEPT) == 0 ? HashLabel.owner(key(), apex) : name(apex);
  }

  /** The labels below the apex as they came, where any has an upper-case letter; else null. */
  byte[] ownerLabels() {
    if ((octets[start] & OWNER_KEPT) == 0) {
      return null;
    }
    int length = Octets.u8(octets, start + 1);
    return Arrays.copyOfRange(octets, start + 2, start + 2 + length);
  }

  private int setsStart() {
    return (octets[start] & OWNER_KEPT) == 0 ? start + 1 : start + 2 + Octets.u8(octets, start + 1);
  }

  /** How many sets the node in a chunk has, without a view of it. */
  public static int setCountOf(PackedChunk chunk, int ordinal) {
    byte[] octets = chunk.octets();
    int start = chunk.valueOffset(ordinal);
    int at =
        (octets[start] & OWNER_KEPT) == 0 ? start + 1 : start + 2 + Octets.u8(octets, start + 1);
    return Octets.u8(octets, at);
  }

  /** The set with the given number, from 0, in order of type. */
  public RrSet setAt(int number) {
    RrSet set = first();
    for (int i = 0; i < number; i++) {
      set = next(set);
    }
    return set;
  }

  public int setCount() {
    return Octets.u8(octets, setsStart());
  }

  /** The first set, for {@link #next}; null when there is none. */
  public RrSet first() {
    return setCount() == 0 ? null : RrSet.at(octets, setsStart() + 1);
  }

  /** The set after one of this node. The caller counts: there is no end mark. */
  public RrSet next(RrSet set) {
    return RrSet.at(octets, set.offset() + set.length());
  }

  /** The set of a type; null when there is none. */
  public RrSet set(int type) {
    int at = setsStart();
    int count = Octets.u8(octets, at++);
    for (int i = 0; i < count; i++) {
      int found = Octets.u16(octets, at);
      if (found >= type) {
        return found == type ? RrSet.at(octets, at) : null;
      }
      at += RrSet.HEADER_OCTETS + Octets.u16(octets, at + 8);
    }
    return null;
  }

  public boolean has(int type) {
    return set(type) != null;
  }

  /** The number of a set among those of this node, from 0; -1 when the type is not here. */
  public int ordinalOf(int type) {
    RrSet set = first();
    for (int i = 0; i < setCount(); i++) {
      if (set.type() == type) {
        return i;
      }
      set = next(set);
    }
    return -1;
  }

  public RrSet[] sets() {
    RrSet[] sets = new RrSet[setCount()];
    for (int i = 0; i < sets.length; i++) {
      sets[i] = i == 0 ? first() : next(sets[i - 1]);
    }
    return sets;
  }

  /** Whether there is any record at the name, carried ones among them. */
  public boolean hasRecords() {
    return setCount() > 0 || (octets[start] & CARRIES) != 0;
  }

  /** The carried sets: NSEC, NSEC3 and RRSIGs that others made. */
  public RrSet[] carried() {
    int at = carriedStart();
    RrSet[] sets = new RrSet[at < 0 ? 0 : Octets.u8(octets, at)];
    at++;
    for (int i = 0; i < sets.length; i++) {
      sets[i] = RrSet.at(octets, at);
      at += sets[i].length();
    }
    return sets;
  }

  /** Where the number of carried sets stands; -1 when there are none. */
  private int carriedStart() {
    if ((octets[start] & CARRIES) == 0) {
      return -1;
    }
    int at = setsStart();
    int count = Octets.u8(octets, at++);
    for (int i = 0; i < count; i++) {
      at += RrSet.HEADER_OCTETS + Octets.u16(octets, at + 8);
    }
    return at;
  }

  /** The carried set of a type; null when there is none. Of RRSIGs the first. */
  public RrSet carried(int type) {
    return carried(type, 0);
  }

  /** The carried signatures over the set of a type; null when there are none. */
  public RrSet signatures(int covered) {
    return carried(RrType.RRSIG, covered);
  }

  private RrSet carried(int type, int covered) {
    int at = carriedStart();
    int count = at < 0 ? 0 : Octets.u8(octets, at++);
    for (int i = 0; i < count; i++) {
      boolean found = Octets.u16(octets, at) == type;
      if (found && (covered == 0 || Octets.u16(octets, at + RrSet.HEADER_OCTETS + 2) == covered)) {
        return RrSet.at(octets, at);
      }
      at += RrSet.HEADER_OCTETS + Octets.u16(octets, at + 8);
    }
    return null;
  }

  /** Whether the zone answers for the set of this type: of a cut, that is the DS alone. */
  public boolean isAuthoritative(int type) {
    return switch (kind()) {
      case AUTHORITATIVE -> true;
      case DELEGATION -> type == RrType.DS;
      default -> false;
    };
  }

  /** Whether this is a zone cut whose child has no DS here. */
  public boolean isInsecureDelegation() {
    return kind() == NodeKind.DELEGATION && !has(RrType.DS);
  }

  /** Whether the name stays out of an opt-out chain (RFC 5155, 7.1). */
  public boolean isOptedOut() {
    return isInsecureDelegation() || kind() == NodeKind.INSECURE_EMPTY_NON_TERMINAL;
  }
}
