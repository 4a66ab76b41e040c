package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RdataLayout;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;

/**
 * Makes a zone of records that come in any order, by the rules of {@link IntakeRule}. Not
 * thread-safe; for one zone.
 */
public final class ZoneBuilder {
  private static final int CLASS_IN = 1;

  private final DomainName apex;
  private final IntakeFilter filter;
  private final IntakePolicy policy;
  private final IntakeReport.Tally tally = new IntakeReport.Tally();
  private final RecordArena arena = new RecordArena();
  private final RecordArena hashed = new RecordArena();
  private final byte[] key = new byte[NameKey.OCTETS_MAX];
  private BuildResult.Refused refusal;

  public ZoneBuilder(DomainName apex, IntakePolicy policy) {
    this.apex = apex;
    this.policy = policy;
    this.filter = new IntakeFilter(apex, policy);
  }

  /** Adds a record of class IN. */
  public void add(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
    add(owner.octets(), owner.length(), type, CLASS_IN, ttlSeconds, rdata, 0, rdata.length);
  }

  /**
   * Adds a record from parts of larger arrays; the names in it are uncompressed. After a refusal
   * nothing is added any more.
   */
  public void add(
      byte[] owner,
      int ownerLength,
      int type,
      int rrClass,
      long ttlSeconds,
      byte[] rdata,
      int rdataFrom,
      int rdataLength) {
    if (refusal != null) {
      return;
    }
    IntakeRule rule = filter.broken(owner, ownerLength, type, rrClass);
    if (rule == null && !RdataLayout.of(type).fits(rdata, rdataFrom, rdataLength)) {
      rule = IntakeRule.MALFORMED_RDATA;
    }
    if (rule != null) {
      drop(rule, IntakeFilter.describe(owner, type, rdata, rdataFrom, rdataLength));
      return;
    }
    int labels = ownerLength - apex.length();
    int kept = hasUpperCase(owner, labels) ? labels : 0;
    if (CarriedType.isOfHash(type, rdata, rdataFrom)) {
      byte[] hash = HashLabel.hash(owner, labels);
      if (hash == null) {
        drop(IntakeRule.NO_HASH, IntakeFilter.describe(owner, type, rdata, rdataFrom, rdataLength));
        return;
      }
      hashed.add(hash, hash.length, owner, kept, type, ttlSeconds, rdata, rdataFrom, rdataLength);
    } else {
      int length = NameKey.write(owner, 0, labels, key);
      arena.add(key, length, owner, kept, type, ttlSeconds, rdata, rdataFrom, rdataLength);
    }
    if (recordCount() > policy.recordsMax()
        || arena.octets() + hashed.octets() > policy.octetsMax()) {
      refuse(
          IntakeRule.LIMIT,
          "more than %d records or %d octets".formatted(policy.recordsMax(), policy.octetsMax()));
    }
  }

  private static boolean hasUpperCase(byte[] octets, int length) {
    for (int i = 0; i < length; i++) {
      if (octets[i] >= 'A' && octets[i] <= 'Z') {
        return true;
      }
    }
    return false;
  }

  private void drop(IntakeRule rule, String what) {
    if (rule.refuses()) {
      refuse(rule, what);
    } else {
      tally.count(rule, what);
    }
  }

  private void refuse(IntakeRule rule, String what) {
    refusal = new BuildResult.Refused(rule, what);
  }

  /** Whether a record came that refuses the whole zone, so that reading on is of no use. */
  public boolean isRefused() {
    return refusal != null;
  }

  public int recordCount() {
    return arena.size() + hashed.size();
  }

  /** The zone, rectified, or the rule that refuses it. The builder is of no use afterwards. */
  public BuildResult build() {
    if (refusal != null) {
      return refusal;
    }
    arena.sort();
    hashed.sort();
    int[] starts = nameStarts(arena);
    NodeKind[] kinds = new NodeKind[starts.length - 1];
    Rectifier rectifier = new Rectifier();
    for (int name = 0; name < kinds.length && refusal == null; name++) {
      NodeDraft draft = draft(arena, starts[name], starts[name + 1]);
      kinds[name] = draft == null ? null : rectifier.meet(draft, name);
    }
    if (kinds.length == 0 || arena.key(0).length > 0) {
      refuse(IntakeRule.NO_SOA, "the zone has no record at its apex");
    }
    PackedIndex hashes = refusal == null ? packHashes() : PackedIndex.EMPTY;
    if (refusal != null) {
      return refusal;
    }
    PackedIndex nodes = pack(starts, kinds, rectifier.emptyNonTerminals());
    return new BuildResult.Built(Zone.of(apex, nodes, hashes), tally.report());
  }

  private PackedIndex packHashes() {
    int[] starts = nameStarts(hashed);
    ChunkPacker packer = new ChunkPacker();
    for (int hash = 0; hash + 1 < starts.length && refusal == null; hash++) {
      NodeDraft draft = draft(hashed, starts[hash], starts[hash + 1]);
      if (draft != null) {
        packer.stream(draft.key(), draft.pack(NodeKind.AUTHORITATIVE));
      }
    }
    return packer.finish();
  }

  private static int[] nameStarts(RecordArena records) {
    int[] starts = new int[records.size() + 1];
    int names = 0;
    for (int i = 0; i < records.size(); i++) {
      if (i == 0 || !records.sameKey(i - 1, i)) {
        starts[names++] = i;
      }
    }
    starts[names] = records.size();
    return Arrays.copyOf(starts, names + 1);
  }

  private PackedIndex pack(
      int[] starts, NodeKind[] kinds, List<Rectifier.EmptyNonTerminal> emptyNonTerminals) {
    ChunkPacker packer = new ChunkPacker();
    int nextEmpty = 0;
    for (int name = 0; name < kinds.length; name++) {
      while (nextEmpty < emptyNonTerminals.size()
          && emptyNonTerminals.get(nextEmpty).before() == name) {
        Rectifier.EmptyNonTerminal empty = emptyNonTerminals.get(nextEmpty++);
        packer.stream(empty.key(), Node.pack(empty.kind(), null));
      }
      NodeDraft draft = draft(arena, starts[name], starts[name + 1]);
      packer.stream(draft.key(), draft.pack(kinds[name]));
    }
    return packer.finish();
  }

  /** The name of a run of records; null, with a refusal, when its sets can't stand together. */
  private NodeDraft draft(RecordArena records, int from, int to) {
    List<RrSet> sets = new ArrayList<>(2);
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || records.type(i) != records.type(start)) {
        if (!addSets(records, start, i, sets)) {
          return null;
        }
        start = i;
      }
    }
    NodeDraft draft = NodeDraft.of(records.key(from), records.ownerLabels(from), sets);
    IntakeRule rule = draft.brokenRule();
    if (rule != null) {
      refuse(rule, "at " + name(records, from));
      return null;
    }
    return draft;
  }

  /** Adds the set of a run of records of one type; of signatures one for each type covered. */
  private boolean addSets(RecordArena records, int from, int to, List<RrSet> sets) {
    if (records.type(from) != RrType.RRSIG) {
      int octets = 0;
      RrSetBuilder builder = new RrSetBuilder(records.type(from));
      for (int i = from; i < to && octets <= policy.setOctetsMax(); i++) {
        byte[] rdata = records.rdata(i);
        octets += rdata.length + 2;
        builder.add(records.ttl(i), rdata);
      }
      return addSet(records, from, builder, sets);
    }
    Map<Integer, RrSetBuilder> byCovered = new TreeMap<>();
    for (int i = from; i < to; i++) {
      byte[] rdata = records.rdata(i);
      byCovered
          .computeIfAbsent(
              CarriedType.slot(RrType.RRSIG, rdata, 0), slot -> new RrSetBuilder(RrType.RRSIG))
          .add(records.ttl(i), rdata);
    }
    return byCovered.values().stream().allMatch(builder -> addSet(records, from, builder, sets));
  }

  private boolean addSet(RecordArena records, int from, RrSetBuilder builder, List<RrSet> sets) {
    if (builder.rdataOctets() > policy.setOctetsMax() || builder.size() > RrSet.COUNT_MAX) {
      refuse(
          IntakeRule.LIMIT,
          "more than %d octets of %s at %s"
              .formatted(
                  policy.setOctetsMax(), RrType.name(records.type(from)), name(records, from)));
      return false;
    }
    sets.add(builder.build());
    return true;
  }

  private boolean isHashOwner(RecordArena records) {
    return records == hashed;
  }

  private DomainName name(RecordArena records, int number) {
    byte[] found = records.key(number);
    return isHashOwner(records) ? HashLabel.owner(found, apex) : NameKey.toName(found, apex);
  }
}
