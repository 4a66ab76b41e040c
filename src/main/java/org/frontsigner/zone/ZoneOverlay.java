package org.frontsigner.zone;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrType;

/**
 * Names of a zone that change, over the names that stay: works out what each touched name is in the
 * new zone, without a look at those that nothing can have changed for. Not thread-safe.
 */
final class ZoneOverlay {
  private final PackedIndex base;
  private final TreeMap<byte[], NodeDraft> drafts = new TreeMap<>(Arrays::compareUnsigned);

  ZoneOverlay(Zone zone) {
    this.base = zone.nodes();
  }

  /** The name has these sets now, perhaps none. */
  void replace(NodeDraft draft) {
    NodeDraft old = baseDraft(draft.key());
    boolean occludedBefore = old != null && old.occludesBelow();
    drafts.put(draft.key(), draft);
    if (occludedBefore != draft.occludesBelow()) {
      touchBelow(draft.key());
    }
  }

  private void touchBelow(byte[] key) {
    long place = base.ceiling(key, key.length);
    while (place != PackedIndex.NONE && NameKey.isAtOrBelow(base.keyAt(place), key)) {
      byte[] below = base.keyAt(place);
      drafts.computeIfAbsent(below, this::baseDraft);
      place = base.next(place);
    }
  }

  private NodeDraft baseDraft(byte[] key) {
    long place = base.find(key);
    return place == PackedIndex.NONE ? null : NodeDraft.of(Node.at(base, place));
  }

  private NodeDraft draft(byte[] key) {
    NodeDraft changed = drafts.get(key);
    return changed != null ? changed : baseDraft(key);
  }

  private boolean isOccluded(byte[] key) {
    int length = key.length;
    while (length > 0) {
      length = NameKey.parentLength(key, length);
      NodeDraft ancestor = draft(Arrays.copyOf(key, length));
      if (ancestor != null && ancestor.occludesBelow()) {
        return true;
      }
    }
    return false;
  }

  /** What must change in the index: values of names, and names that come or go. */
  IndexChanges changes() {
    IndexChanges changes = new IndexChanges();
    TreeSet<byte[]> perhapsEmpty = new TreeSet<>(Arrays::compareUnsigned);
    for (NodeDraft draft : drafts.values()) {
      if (draft.isEmpty()) {
        perhapsEmpty.add(draft.key());
      } else {
        put(changes, draft.key(), draft.pack(draft.kind(isOccluded(draft.key()))));
      }
      addEmptyAncestors(draft.key(), perhapsEmpty);
    }
    addNamesBesideWildcards(perhapsEmpty);
    for (byte[] key : perhapsEmpty) {
      settleEmpty(changes, key);
    }
    return changes;
  }

  private void addEmptyAncestors(byte[] key, Set<byte[]> perhapsEmpty) {
    int length = NameKey.parentLength(key, key.length);
    while (length > 0) {
      byte[] ancestor = Arrays.copyOf(key, length);
      NodeDraft draft = draft(ancestor);
      if (draft == null || draft.isEmpty()) {
        perhapsEmpty.add(ancestor);
      }
      length = NameKey.parentLength(key, length);
    }
  }

  private void settleEmpty(IndexChanges changes, byte[] key) {
    NodeKind kind = isOccluded(key) ? null : emptyKind(key);
    if (kind != null) {
      put(changes, key, Node.pack(kind, null));
    } else if (base.find(key) != PackedIndex.NONE) {
      changes.remove(key);
    }
  }

  /** Adds the empty names beside each wildcard that enters or leaves an opt-out chain. */
  private void addNamesBesideWildcards(Set<byte[]> perhapsEmpty) {
    Set<byte[]> wildcards = new TreeSet<>(Arrays::compareUnsigned);
    drafts.keySet().stream().filter(NameKey::isWildcard).forEach(wildcards::add);
    perhapsEmpty.stream().filter(NameKey::isWildcard).forEach(wildcards::add);
    for (byte[] wildcard : wildcards) {
      if (wasSecure(wildcard) != isSecure(wildcard)) {
        addEmptyChildren(NameKey.parent(wildcard), perhapsEmpty);
      }
    }
  }

  // Those that came to be empty, or no longer are, are drafts and known of.
  private void addEmptyChildren(byte[] parent, Set<byte[]> perhapsEmpty) {
    int depth = NameKey.labelCount(parent) + 1;
    long place = base.ceiling(parent, parent.length);
    while (place != PackedIndex.NONE && NameKey.isAtOrBelow(base.keyAt(place), parent)) {
      byte[] key = base.keyAt(place);
      if (NameKey.labelCount(key) == depth
          && Node.at(base, place).kind().isEmptyNonTerminal()
          && !drafts.containsKey(key)) {
        perhapsEmpty.add(key);
      }
      place = base.next(place);
    }
  }

  private boolean wasSecure(byte[] wildcard) {
    long place = base.find(wildcard);
    if (place == PackedIndex.NONE) {
      return false;
    }
    Node node = Node.at(base, place);
    return node.kind().isVisible() && !node.isOptedOut();
  }

  /** Whether an opt-out chain has the wildcard, whose own kind depends on no other wildcard. */
  private boolean isSecure(byte[] wildcard) {
    NodeDraft draft = draft(wildcard);
    if (isOccluded(wildcard)) {
      return false;
    }
    boolean empty = draft == null || draft.isEmpty();
    return empty ? kindByNamesBelow(wildcard) == NodeKind.EMPTY_NON_TERMINAL : isSecure(draft);
  }

  private static boolean isSecure(NodeDraft draft) {
    return !draft.isCut() || draft.has(RrType.DS);
  }

  /** What a name without records is; null when no visible name is below it. */
  private NodeKind emptyKind(byte[] key) {
    NodeKind kind = kindByNamesBelow(key);
    return kind == NodeKind.INSECURE_EMPTY_NON_TERMINAL && isBesideSecureWildcard(key)
        ? NodeKind.EMPTY_NON_TERMINAL
        : kind;
  }

  private boolean isBesideSecureWildcard(byte[] key) {
    return isSecure(NameKey.wildcardBelow(NameKey.parent(key)));
  }

  private NodeKind kindByNamesBelow(byte[] key) {
    NodeKind kind = null;
    byte[] at = key;
    while ((at = following(at)) != null && NameKey.isAtOrBelow(at, key)) {
      NodeDraft draft = draft(at);
      if (!draft.isEmpty() && !isOccluded(at)) {
        if (isSecure(draft)) {
          return NodeKind.EMPTY_NON_TERMINAL;
        }
        kind = NodeKind.INSECURE_EMPTY_NON_TERMINAL;
      }
    }
    return kind;
  }

  /** The key after this one in the overlaid zone, names without records included; or null. */
  private byte[] following(byte[] key) {
    byte[] changed = drafts.higherKey(key);
    long place = base.ceiling(key, key.length);
    if (place != PackedIndex.NONE && Arrays.equals(base.keyAt(place), key)) {
      place = base.next(place);
    }
    if (place == PackedIndex.NONE) {
      return changed;
    }
    byte[] kept = base.keyAt(place);
    return changed != null && Arrays.compareUnsigned(changed, kept) < 0 ? changed : kept;
  }

  private void put(IndexChanges changes, byte[] key, byte[] value) {
    long place = base.find(key);
    if (place == PackedIndex.NONE || !Arrays.equals(base.valueAt(place), value)) {
      changes.put(key, value);
    }
  }
}
