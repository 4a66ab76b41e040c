package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.frontsigner.wire.CanonicalRdata;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RdataLayout;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;

/**
 * Applies one {@link Difference} to a zone, at a cost in the order of the difference. What comes
 * out equals what {@link ZoneBuilder} makes of all records of the newer zone; a pre-signed zone
 * stays one, whatever the policy says. Not thread-safe; for one difference.
 */
public final class ZonePatch {
  private static final int CLASS_IN = 1;

  private final Zone zone;
  private final IntakePolicy policy;
  private final IntakeFilter filter;
  private final IntakeReport.Tally tally = new IntakeReport.Tally();
  private final TreeMap<byte[], NodeEdit> edits = new TreeMap<>(Arrays::compareUnsigned);
  private final TreeMap<byte[], NodeEdit> hashEdits = new TreeMap<>(Arrays::compareUnsigned);
  private PatchResult failure;

  private ZonePatch(Zone zone, IntakePolicy policy) {
    this.zone = zone;
    this.policy = policy.withSignatures(zone.isPresigned());
    this.filter = new IntakeFilter(zone.apex(), this.policy);
  }

  /** The zone after the difference, or why there is none. */
  public static PatchResult apply(Zone zone, Difference difference, IntakePolicy policy) {
    return new ZonePatch(zone, policy).run(difference);
  }

  private PatchResult run(Difference difference) {
    if (zone.serial() != difference.fromSerial()) {
      return new PatchResult.DoesNotApply(
          "it starts at serial %d, the zone is at %d"
              .formatted(difference.fromSerial(), zone.serial()));
    }
    difference.removed().forEach(this::remove);
    difference.added().forEach(this::add);
    if (failure != null) {
      return failure;
    }
    ZoneOverlay overlay = new ZoneOverlay(zone);
    for (NodeEdit edit : edits.values()) {
      if (edit.exceedsLimits()) {
        return refusedBySize(edit);
      }
      NodeDraft draft = edit.build();
      IntakeRule rule = brokenRule(draft);
      if (rule != null) {
        return new PatchResult.Refused(rule, "at " + NameKey.toName(draft.key(), zone.apex()));
      }
      overlay.replace(draft);
    }
    for (NodeEdit edit : hashEdits.values()) {
      if (edit.exceedsLimits()) {
        return refusedBySize(edit);
      }
    }
    return patched(overlay.changes(), zone.hashes().with(hashChanges()));
  }

  private IndexChanges hashChanges() {
    IndexChanges changes = new IndexChanges();
    for (NodeEdit edit : hashEdits.values()) {
      NodeDraft draft = edit.build();
      if (draft.isEmpty()) {
        changes.remove(draft.key());
      } else {
        changes.put(draft.key(), draft.pack(NodeKind.AUTHORITATIVE));
      }
    }
    return changes;
  }

  private PatchResult refusedBySize(NodeEdit edit) {
    return new PatchResult.Refused(
        IntakeRule.LIMIT,
        "more than %d octets in a set at %s".formatted(policy.setOctetsMax(), edit.owner));
  }

  private IntakeRule brokenRule(NodeDraft draft) {
    for (RrSet set : draft.sets()) {
      if (set.rdataOctets() > policy.setOctetsMax()) {
        return IntakeRule.LIMIT;
      }
    }
    return draft.brokenRule();
  }

  private PatchResult patched(IndexChanges changes, PackedIndex hashes) {
    PackedIndex nodes = zone.nodes().with(changes);
    if (nodes.octets() + hashes.octets() > policy.octetsMax()) {
      return new PatchResult.Refused(
          IntakeRule.LIMIT, "more than %d octets".formatted(policy.octetsMax()));
    }
    List<byte[]> keys = new ArrayList<>();
    changes.keys().forEach(keys::add);
    return new PatchResult.Patched(Zone.of(zone.apex(), nodes, hashes), keys, tally.report());
  }

  private void remove(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    if (failure == null
        && filter.broken(owner.octets(), owner.length(), type, CLASS_IN) == null
        && RdataLayout.of(type).fits(rdata, 0, rdata.length)
        && !isLostHash(owner, type, rdata)
        && !edit(owner, type, rdata).remove(type, rdata)) {
      doesNotApply("a record to be removed is not there: ", owner, type, rdata);
    }
  }

  private void add(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    if (failure != null) {
      return;
    }
    IntakeRule rule = filter.broken(owner.octets(), owner.length(), type, CLASS_IN);
    if (rule == null && !RdataLayout.of(type).fits(rdata, 0, rdata.length)) {
      rule = IntakeRule.MALFORMED_RDATA;
    }
    if (rule == null && isLostHash(owner, type, rdata)) {
      rule = IntakeRule.NO_HASH;
    }
    String what = rule == null ? null : describe(owner, type, rdata);
    if (rule != null && rule.refuses()) {
      failure = new PatchResult.Refused(rule, what);
    } else if (rule != null) {
      tally.count(rule, what);
    } else if (!edit(owner, type, rdata).add(type, ttlSeconds, rdata)) {
      doesNotApply("a record to be added is there already: ", owner, type, rdata);
    }
  }

  private static String describe(DomainName owner, int type, byte[] rdata) {
    return IntakeFilter.describe(owner.octets(), type, rdata, 0, rdata.length);
  }

  private void doesNotApply(String why, DomainName owner, int type, byte[] rdata) {
    failure = new PatchResult.DoesNotApply(why + describe(owner, type, rdata));
  }

  private boolean isLostHash(DomainName owner, int type, byte[] rdata) {
    return CarriedType.isOfHash(type, rdata, 0) && hash(owner) == null;
  }

  private byte[] hash(DomainName owner) {
    return HashLabel.hash(owner.octets(), owner.length() - zone.apex().length());
  }

  private NodeEdit edit(DomainName owner, int type, byte[] rdata) {
    if (CarriedType.isOfHash(type, rdata, 0)) {
      return hashEdits.computeIfAbsent(hash(owner), key -> new NodeEdit(key, hashNode(key), owner));
    }
    return edits.computeIfAbsent(
        NameKey.of(owner, zone.apex()), key -> new NodeEdit(key, zone.node(key), owner));
  }

  private Node hashNode(byte[] key) {
    long place = zone.hashes().find(key);
    return place == PackedIndex.NONE ? null : Node.at(zone.hashes(), place);
  }

  /** The record sets of a name, or hash, while they change, each by its slot. */
  private final class NodeEdit {
    private final byte[] key;
    private final DomainName owner;
    private final byte[] ownerLabels;
    private final TreeMap<Integer, List<byte[]>> rdatas = new TreeMap<>();
    private final TreeMap<Integer, RrSet> before = new TreeMap<>();
    private final TreeMap<Integer, RrSetBuilder> builders = new TreeMap<>();

    NodeEdit(byte[] key, Node node, DomainName owner) {
      this.key = key;
      this.owner = owner;
      if (node != null) {
        putAll(node.sets());
        putAll(node.carried());
      }
      this.ownerLabels = before.isEmpty() ? labelsAsTheyCame() : node.ownerLabels();
    }

    private void putAll(RrSet... sets) {
      for (RrSet set : sets) {
        before.put(CarriedType.slot(set), set);
      }
    }

    private byte[] labelsAsTheyCame() {
      byte[] labels = Arrays.copyOf(owner.octets(), owner.length() - zone.apex().length());
      byte[] withEnd = Arrays.copyOf(labels, labels.length + 1);
      return DomainName.at(withEnd, 0).hasUpperCase() ? labels : null;
    }

    /** False when the record is not there, or can't be told from others of another TTL. */
    boolean remove(int type, byte[] rdata) {
      int slot = CarriedType.slot(type, rdata, 0);
      RrSet set = before.get(slot);
      if (set == null || set.mixedTtl()) {
        return false;
      }
      List<byte[]> left = rdatas.computeIfAbsent(slot, t -> rdatasOf(set));
      return left.removeIf(there -> CanonicalRdata.compare(type, there, rdata) == 0);
    }

    /** False when the record is there already. */
    boolean add(int type, long ttlSeconds, byte[] rdata) {
      RrSetBuilder builder =
          builders.computeIfAbsent(CarriedType.slot(type, rdata, 0), this::begin);
      if (builder.contains(rdata)) {
        return false;
      }
      builder.add(ttlSeconds, rdata);
      return true;
    }

    private RrSetBuilder begin(int slot) {
      RrSet set = before.get(slot);
      List<byte[]> left = rdatas.get(slot);
      if (set == null || (left != null && left.isEmpty())) {
        return new RrSetBuilder(CarriedType.type(slot));
      }
      if (left == null) {
        return RrSetBuilder.from(set);
      }
      RrSetBuilder builder = new RrSetBuilder(CarriedType.type(slot));
      left.forEach(rdata -> builder.add(set.ttl(), rdata));
      return builder;
    }

    /** Whether a set has grown beyond what a zone, or this server, can hold. */
    boolean exceedsLimits() {
      return builders.values().stream()
          .anyMatch(
              builder ->
                  builder.rdataOctets() > policy.setOctetsMax()
                      || builder.size() > RrSet.COUNT_MAX);
    }

    NodeDraft build() {
      rdatas.keySet().forEach(slot -> builders.computeIfAbsent(slot, this::begin));
      TreeMap<Integer, RrSet> sets = new TreeMap<>(before);
      builders.forEach(
          (slot, builder) -> {
            if (builder.isEmpty()) {
              sets.remove(slot);
            } else {
              sets.put(slot, builder.build());
            }
          });
      return NodeDraft.of(key, sets.isEmpty() ? null : ownerLabels, new ArrayList<>(sets.values()));
    }

    private static List<byte[]> rdatasOf(RrSet set) {
      List<byte[]> all = new ArrayList<>(set.count());
      for (int i = 0; i < set.count(); i++) {
        all.add(set.rdata(i));
      }
      return all;
    }
  }
}
