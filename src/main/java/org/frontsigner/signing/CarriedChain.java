package org.frontsigner.signing;

import java.util.Arrays;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.ChunkPacker;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/**
 * How a pre-signed zone denies names, found out from what came. A chain of hashes counts where the
 * apex has its parameters, with flags 0 (RFC 5155, 4 and 7.3), and it is closed; a second one that
 * is being built or torn down beside it does not. Without one the NSEC records count. Immutable.
 */
final class CarriedChain {
  private static final int SALT_AT = 5;

  private final Zone zone;
  private final Nsec3Parameters parameters;
  private final PackedIndex hashes;

  private CarriedChain(Zone zone, Nsec3Parameters parameters, PackedIndex hashes) {
    this.zone = zone;
    this.parameters = parameters;
    this.hashes = hashes;
  }

  /** The chain of a zone; walks all its hashes. */
  static CarriedChain of(Zone zone) {
    RrSet offered = zone.apexNode().set(RrType.NSEC3PARAM);
    for (int i = 0; offered != null && i < offered.count(); i++) {
      Optional<CarriedChain> chain =
          parameters(offered.rdata(i)).flatMap(each -> hashed(zone, each));
      if (chain.isPresent()) {
        return chain.get();
      }
    }
    return new CarriedChain(zone, null, PackedIndex.EMPTY);
  }

  private static Optional<Nsec3Parameters> parameters(byte[] rdata) {
    int iterations = Octets.u16(rdata, 2);
    boolean usable =
        rdata[0] == Nsec3Parameters.SHA1
            && rdata[1] == 0
            && iterations <= Nsec3Parameters.ITERATIONS_MAX;
    return usable
        ? Optional.of(
            new Nsec3Parameters(0, iterations, Arrays.copyOfRange(rdata, SALT_AT, rdata.length)))
        : Optional.empty();
  }

  private static Optional<CarriedChain> hashed(Zone zone, Nsec3Parameters parameters) {
    PackedIndex hashes = ofParameters(zone.hashes(), parameters);
    byte[] apex = new Nsec3Hash(parameters).of(zone.apex());
    if (hashes.find(apex) == PackedIndex.NONE || !isClosed(hashes, parameters)) {
      return Optional.empty();
    }
    int flags = hasOptOut(hashes, parameters) ? Nsec3Parameters.OPT_OUT : 0;
    return Optional.of(
        new CarriedChain(
            zone, new Nsec3Parameters(flags, parameters.iterations(), parameters.salt()), hashes));
  }

  /** The hashes that have a record with these parameters: mostly all. */
  private static PackedIndex ofParameters(PackedIndex all, Nsec3Parameters parameters) {
    ChunkPacker packer = new ChunkPacker();
    int kept = 0;
    for (long place = all.first(); place != PackedIndex.NONE; place = all.next(place)) {
      kept += record(all, place, parameters) < 0 ? 0 : 1;
    }
    if (kept == all.size()) {
      return all;
    }
    for (long place = all.first(); place != PackedIndex.NONE; place = all.next(place)) {
      if (record(all, place, parameters) >= 0) {
        packer.stream(all.keyAt(place), all.valueAt(place));
      }
    }
    return packer.finish();
  }

  /** Where in its set the record with the parameters is; -1 when there is none. */
  private static int record(PackedIndex index, long place, Nsec3Parameters parameters) {
    RrSet set = Node.at(index, place).carried(RrType.NSEC3);
    int position = set == null ? 0 : set.first();
    for (int left = set == null ? 0 : set.count(); left > 0; left--) {
      if (isOf(set, position, parameters)) {
        return position;
      }
      position = set.next(position);
    }
    return -1;
  }

  private static boolean isOf(RrSet set, int position, Nsec3Parameters parameters) {
    byte[] octets = set.octets();
    int at = set.rdataAt(position);
    int salt = Octets.u8(octets, at + SALT_AT - 1);
    int nextAt = at + SALT_AT + salt;
    return octets[at] == Nsec3Parameters.SHA1
        && Octets.u16(octets, at + 2) == parameters.iterations()
        && nextAt + 1 + Nsec3Hash.OCTETS <= at + set.rdataLength(position)
        && Octets.u8(octets, nextAt) == Nsec3Hash.OCTETS
        && Arrays.equals(
            octets, at + SALT_AT, nextAt, parameters.salt(), 0, parameters.salt().length);
  }

  private static boolean isClosed(PackedIndex hashes, Nsec3Parameters parameters) {
    for (long place = hashes.first(); place != PackedIndex.NONE; place = hashes.next(place)) {
      long next = hashes.next(place);
      byte[] due = hashes.keyAt(next == PackedIndex.NONE ? hashes.first() : next);
      if (!Arrays.equals(nextHash(hashes, place, parameters), due)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] nextHash(PackedIndex hashes, long place, Nsec3Parameters parameters) {
    byte[] octets = hashes.chunkAt(place).octets();
    int at = nextAt(octets, hashes, place, parameters);
    return Arrays.copyOfRange(octets, at, at + Nsec3Hash.OCTETS);
  }

  private static int nextAt(
      byte[] octets, PackedIndex hashes, long place, Nsec3Parameters parameters) {
    int rdata = record(hashes, place, parameters) + 2;
    return rdata + SALT_AT + Octets.u8(octets, rdata + SALT_AT - 1) + 1;
  }

  private static boolean hasOptOut(PackedIndex hashes, Nsec3Parameters parameters) {
    for (long place = hashes.first(); place != PackedIndex.NONE; place = hashes.next(place)) {
      if (isOptOut(hashes, place, parameters)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOptOut(PackedIndex hashes, long place, Nsec3Parameters parameters) {
    int rdata = record(hashes, place, parameters) + 2;
    return (hashes.chunkAt(place).octets()[rdata + 1] & Nsec3Parameters.OPT_OUT) != 0;
  }

  /** Whether there is a closed chain of hashes. */
  boolean isHashed() {
    return parameters != null;
  }

  /** Whether there are NSEC records to deny with, and no hashes. */
  boolean isNsec() {
    return !isHashed() && zone.apexNode().carried(RrType.NSEC) != null;
  }

  /** The way of denial; NSEC also where there is none. */
  Denial denial() {
    return isHashed() ? new Denial.Nsec3(parameters) : new Denial.Nsec();
  }

  /** The parameters of the hashes, with the flag of opt-out where any record has it. */
  Nsec3Parameters parameters() {
    return parameters;
  }

  /** The hashes of the chain. */
  PackedIndex hashes() {
    return hashes;
  }

  /** Whether the record that covers a hash says that names may be left out (RFC 5155, 6). */
  boolean coversWithOptOut(byte[] hash) {
    return isOptOut(hashes, covering(hash), parameters);
  }

  /** The types that the record at a place shows, as a bitmap. */
  byte[] bitmap(long place) {
    byte[] octets = hashes.chunkAt(place).octets();
    int position = record(hashes, place, parameters);
    int at = nextAt(octets, hashes, place, parameters) + Nsec3Hash.OCTETS;
    return Arrays.copyOfRange(octets, at, position + 2 + Octets.u16(octets, position));
  }

  /** The NSEC3 set at a hash; null when it is not in the chain. */
  SignedSet nsec3Matching(byte[] hash) {
    long place = hashes.find(hash);
    return place == PackedIndex.NONE ? null : nsec3(zone.apex(), hashes, place);
  }

  /** The NSEC3 set at or before a hash, the last for one before the first. */
  SignedSet nsec3Covering(byte[] hash) {
    return nsec3(zone.apex(), hashes, covering(hash));
  }

  private long covering(byte[] hash) {
    long place = hashes.floor(hash, hash.length);
    return place == PackedIndex.NONE ? hashes.last() : place;
  }

  private static SignedSet nsec3(DomainName apex, PackedIndex hashes, long place) {
    return signed(Node.at(hashes, place).hashedName(apex), Node.at(hashes, place), RrType.NSEC3);
  }

  /** The NSEC set of a node that has one. */
  static SignedSet nsec(Node owner, DomainName apex) {
    return signed(owner.name(apex), owner, RrType.NSEC);
  }

  private static SignedSet signed(DomainName name, Node node, int type) {
    return new SignedSet(name, node.carried(type), signatures(node, type));
  }

  /** The signatures over the set of a type at a node; null when there are none. */
  static Rrsigs signatures(Node node, int type) {
    RrSet set = node.signatures(type);
    return set == null ? null : new CarriedRrsigs(set);
  }

  /** The node at or before a key that has an NSEC record. */
  Node nsecOwner(byte[] key, int length) {
    PackedIndex nodes = zone.nodes();
    long place = nodes.floor(key, length);
    while (Node.at(nodes, place).carried(RrType.NSEC) == null) {
      place = nodes.previous(place);
    }
    return Node.at(nodes, place);
  }
}
