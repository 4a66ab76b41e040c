package org.frontsigner.signing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IndexDelta;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.RecordList;

/**
 * Which records of a transfer differ between two values of a zone, signatures and denials among
 * them (RFC 1995). Costs work in the order of what differs; signatures that are missing for it are
 * made. Not thread-safe; for one run.
 */
public final class ServedDifference {
  private final SignedZone before;
  private final SignedZone after;
  private final RecordList.Builder removed = new RecordList.Builder();
  private final RecordList.Builder added = new RecordList.Builder();

  private ServedDifference(SignedZone before, SignedZone after) {
    this.before = before;
    this.after = after;
  }

  /** A record at a name. */
  private record Rr(int type, long ttlSeconds, ByteBuffer rdata) {}

  /**
   * The difference; empty where it would be about as large as the zone, as after a turnover, with
   * other keys, or when most names changed.
   *
   * @throws SigningFailed when a key does not sign
   */
  public static Optional<Difference> between(SignedZone before, SignedZone after) {
    if (!before.isServedAlike(after)) {
      return Optional.empty();
    }
    return new ServedDifference(before, after).run();
  }

  private Optional<Difference> run() {
    int keysMax = Math.max(before.nodes().size(), after.nodes().size()) / 2 + 1;
    Set<byte[]> names = changed(before.nodes(), after.nodes(), keysMax);
    Set<byte[]> hashes = changed(hashes(before), hashes(after), keysMax);
    if (names.size() > keysMax || hashes.size() > keysMax) {
      return Optional.empty();
    }
    addDenials(names, hashes);
    names.add(NameKey.APEX);
    names.forEach(this::compareNames);
    hashes.forEach(this::compareHashes);
    return Optional.of(
        new Difference(
            before.soa().serial(), after.soa().serial(), removed.build(), added.build()));
  }

  /** Keys in their order; some more than the most where there are more. */
  private static Set<byte[]> changed(PackedIndex older, PackedIndex newer, int keysMax) {
    Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
    IndexDelta.forEach(
        older,
        newer,
        key -> {
          if (keys.size() <= keysMax) {
            keys.add(key);
          }
        });
    return keys;
  }

  private static PackedIndex hashes(SignedZone zone) {
    if (zone.isPresigned()) {
      return zone.zone().hashes();
    }
    return zone.hasHashChain() ? zone.hashes() : PackedIndex.EMPTY;
  }

  /** A denial says what comes after it, so that it may differ where its name does not. */
  private void addDenials(Set<byte[]> names, Set<byte[]> hashes) {
    for (byte[] key : names.toArray(new byte[0][])) {
      names.addAll(before.nsecKeysBefore(key));
      names.addAll(after.nsecKeysBefore(key));
    }
    for (byte[] hash : hashes.toArray(new byte[0][])) {
      hashes.addAll(before.nsec3HashesBefore(hash));
      hashes.addAll(after.nsec3HashesBefore(hash));
    }
  }

  private void compareNames(byte[] key) {
    Node older = before.node(key, key.length);
    Node newer = after.node(key, key.length);
    Set<Rr> then = older == null ? Set.of() : records(before, older);
    Set<Rr> now = newer == null ? Set.of() : records(after, newer);
    add(removed, then, now, () -> older.name(before.apex()));
    add(added, now, then, () -> newer.name(after.apex()));
  }

  private interface Owner {
    DomainName name();
  }

  private static void add(RecordList.Builder target, Set<Rr> records, Set<Rr> less, Owner owner) {
    DomainName name = null;
    for (Rr record : records) {
      if (!less.contains(record)) {
        name = name == null ? owner.name() : name;
        target.add(name, record.type(), record.ttlSeconds(), record.rdata().array());
      }
    }
  }

  /** All records at a name as a transfer has them; at the apex the SOA first. */
  private static Set<Rr> records(SignedZone zone, Node node) {
    Set<Rr> records = new LinkedHashSet<>();
    RrSet soa = node.set(RrType.SOA);
    if (soa != null) {
      add(records, soa);
    }
    for (RrSet set : node.sets()) {
      add(records, set);
      if (!zone.isPresigned()) {
        add(records, zone.signatures(node, set));
      }
    }
    if (zone.isPresigned()) {
      add(records, node.carried());
    } else if (zone.ownsNsec(node)) {
      add(records, zone.nsec(node));
    }
    return records;
  }

  private static void add(Set<Rr> records, SignedSet signed) {
    add(records, signed.set());
    add(records, signed.rrsigs());
  }

  private static void add(Set<Rr> records, Rrsigs rrsigs) {
    if (rrsigs != null) {
      add(records, rrsigs.toSet());
    }
  }

  private static void add(Set<Rr> records, RrSet... sets) {
    for (RrSet set : sets) {
      for (int i = 0; i < set.count(); i++) {
        records.add(new Rr(set.type(), set.ttl(), ByteBuffer.wrap(set.rdata(i))));
      }
    }
  }

  private void compareHashes(byte[] hash) {
    long older = hashes(before).find(hash);
    long newer = hashes(after).find(hash);
    Set<Rr> then = older == PackedIndex.NONE ? Set.of() : recordsAtHash(before, older);
    Set<Rr> now = newer == PackedIndex.NONE ? Set.of() : recordsAtHash(after, newer);
    add(removed, then, now, () -> owner(before, older));
    add(added, now, then, () -> owner(after, newer));
  }

  private static Set<Rr> recordsAtHash(SignedZone zone, long place) {
    Set<Rr> records = new LinkedHashSet<>();
    if (zone.isPresigned()) {
      add(records, Node.at(hashes(zone), place).carried());
    } else {
      add(records, zone.nsec3At(place));
    }
    return records;
  }

  private static DomainName owner(SignedZone zone, long place) {
    return zone.isPresigned()
        ? Node.at(hashes(zone), place).hashedName(zone.apex())
        : zone.nsec3At(place).owner();
  }
}
