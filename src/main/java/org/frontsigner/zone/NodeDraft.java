package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * A name with its record sets before it is known what the name is in its zone.
 *
 * @param ownerLabels the labels as they came, where any has an upper-case letter; else null
 * @param sets the data, in order of type
 * @param carried what others who signed the zone gave, in order of type and type covered
 */
record NodeDraft(byte[] key, byte[] ownerLabels, List<RrSet> sets, List<RrSet> carried) {
  /** The draft with all these sets, in order of type: denials and signatures are carried. */
  static NodeDraft of(byte[] key, byte[] ownerLabels, List<RrSet> all) {
    List<RrSet> carried = all.stream().filter(set -> CarriedType.is(set.type())).toList();
    if (carried.isEmpty()) {
      return new NodeDraft(key, ownerLabels, all, carried);
    }
    List<RrSet> sets = all.stream().filter(set -> !CarriedType.is(set.type())).toList();
    List<RrSet> sorted = new ArrayList<>(carried);
    sorted.sort(Comparator.comparingInt(CarriedType::slot));
    return new NodeDraft(key, ownerLabels, sets, sorted);
  }

  /** Whether there is no record at all. */
  boolean isEmpty() {
    return sets.isEmpty() && carried.isEmpty();
  }

  boolean has(int type) {
    for (RrSet set : sets) {
      if (set.type() == type) {
        return true;
      }
    }
    return false;
  }

  private boolean isApex() {
    return key.length == 0;
  }

  /** Whether name servers of a child zone stand here. */
  boolean isCut() {
    return !isApex() && has(RrType.NS);
  }

  /** Whether names below this one do not exist for those who ask this zone. */
  boolean occludesBelow() {
    return isCut() || has(RrType.DNAME);
  }

  /** The rule that these sets break together, or null (RFC 2181, 10.1; RFC 6672, 2.4). */
  IntakeRule brokenRule() {
    for (RrSet set : sets) {
      boolean alias = set.type() == RrType.CNAME || set.type() == RrType.DNAME;
      if (alias && set.count() > 1) {
        return IntakeRule.SEVERAL_ALIASES;
      }
      if (set.type() == RrType.CNAME && sets.size() > 1) {
        return IntakeRule.CNAME_AND_OTHER_DATA;
      }
      if (set.type() == RrType.SOA && set.count() > 1) {
        return IntakeRule.SECOND_SOA;
      }
    }
    if (sets.size() > Node.SETS_MAX || carried.size() > Node.CARRIED_MAX) {
      return IntakeRule.LIMIT;
    }
    return isApex() ? missingAtApex() : null;
  }

  private IntakeRule missingAtApex() {
    if (!has(RrType.SOA)) {
      return IntakeRule.NO_SOA;
    }
    return has(RrType.NS) ? null : IntakeRule.NO_NS;
  }

  NodeKind kind(boolean occluded) {
    if (occluded) {
      return NodeKind.OCCLUDED;
    }
    return isCut() ? NodeKind.DELEGATION : NodeKind.AUTHORITATIVE;
  }

  byte[] pack(NodeKind kind) {
    return Node.packCarrying(
        kind, ownerLabels, sets.toArray(new RrSet[0]), carried.toArray(new RrSet[0]));
  }

  /** The draft of a node that is there already. */
  static NodeDraft of(Node node) {
    return new NodeDraft(
        node.key(),
        node.ownerLabels(),
        new ArrayList<>(List.of(node.sets())),
        List.of(node.carried()));
  }
}
