package org.frontsigner.zone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrType;

/**
 * The walk that tells what each name of a zone is: it meets the names in canonical order, remembers
 * the last cut or DNAME, and opens and closes the empty non-terminals on the way. Not thread-safe;
 * for one walk.
 */
final class Rectifier {
  /** A name without records; known to be secure once a secure name below it was met. */
  private static final class OpenName {
    final byte[] key;
    boolean secure;

    OpenName(byte[] key) {
      this.key = key;
    }
  }

  /** An empty non-terminal, with the number of the name before which it stands. */
  record EmptyNonTerminal(int before, byte[] key, NodeKind kind) {}

  private final List<OpenName> found = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Deque<OpenName> open = new ArrayDeque<>();
  private final Set<byte[]> secureWildcards = new TreeSet<>(Arrays::compareUnsigned);
  private byte[] occluder;
  private byte[] previous = NameKey.APEX;

  /** Tells what the next name is; {@code number} counts the names that were met. */
  NodeKind meet(NodeDraft draft, int number) {
    return meet(draft.key(), draft.isCut(), draft.has(RrType.DS), draft.occludesBelow(), number);
  }

  private NodeKind meet(byte[] key, boolean cut, boolean ds, boolean occludes, int number) {
    if (occluder != null && NameKey.isAtOrBelow(key, occluder)) {
      return NodeKind.OCCLUDED;
    }
    occluder = occludes ? key : null;
    closeNamesBeside(key);
    openNamesAbove(key, number);
    if (!cut || ds) {
      open.forEach(name -> name.secure = true);
      addIfWildcard(key);
    }
    previous = key;
    return cut ? NodeKind.DELEGATION : NodeKind.AUTHORITATIVE;
  }

  private void addIfWildcard(byte[] key) {
    if (NameKey.isWildcard(key)) {
      secureWildcards.add(key);
    }
  }

  private void closeNamesBeside(byte[] key) {
    while (!open.isEmpty() && !NameKey.isAtOrBelow(key, open.peek().key)) {
      open.pop();
    }
  }

  private void openNamesAbove(byte[] key, int number) {
    int common = NameKey.commonAncestorLength(previous, key);
    int parent = NameKey.parentLength(key, key.length);
    for (int at = common; at < parent; at++) {
      if (key[at] == 0) {
        OpenName name = new OpenName(Arrays.copyOf(key, at + 1));
        open.push(name);
        found.add(name);
        places.add(number);
      }
    }
  }

  /** All empty non-terminals of the walk, in order; right only after its end. */
  List<EmptyNonTerminal> emptyNonTerminals() {
    found.stream().filter(name -> name.secure).forEach(name -> addIfWildcard(name.key));
    List<EmptyNonTerminal> all = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      all.add(new EmptyNonTerminal(places.get(i), found.get(i).key, kindOf(found.get(i))));
    }
    return all;
  }

  private NodeKind kindOf(OpenName name) {
    return name.secure || isBesideSecureWildcard(name.key)
        ? NodeKind.EMPTY_NON_TERMINAL
        : NodeKind.INSECURE_EMPTY_NON_TERMINAL;
  }

  private boolean isBesideSecureWildcard(byte[] key) {
    return !secureWildcards.isEmpty()
        && secureWildcards.contains(NameKey.wildcardBelow(NameKey.parent(key)));
  }
}
