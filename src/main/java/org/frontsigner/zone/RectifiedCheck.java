package org.frontsigner.zone;

import java.util.Arrays;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;

/** Rectifies a zone again and compares. Not thread-safe; for one walk. */
final class RectifiedCheck {
  private final Zone zone;
  private final Findings findings;
  private final Rectifier rectifier = new Rectifier();
  private byte[] previous;

  RectifiedCheck(Zone zone) {
    this.zone = zone;
    this.findings = new Findings(zone.apex(), ZoneCheck.FINDINGS_MAX);
  }

  List<Finding> run() {
    PackedIndex nodes = zone.nodes();
    int number = 0;
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      Node node = Node.at(nodes, place);
      lookAtName(node);
      if (node.hasRecords()) {
        compare(node.key(), node.kind(), rectifier.meet(NodeDraft.of(node), number++));
      }
    }
    compareEmptyNames();
    return findings.all();
  }

  private void lookAtName(Node node) {
    byte[] key = node.key();
    if (previous != null && Arrays.compareUnsigned(previous, key) >= 0) {
      wrong(key, "it stands behind names that it should stand before");
    }
    previous = key;
    DomainName spelled = node.name(zone.apex());
    if (!Arrays.equals(NameKey.of(spelled, zone.apex()), key)) {
      wrong(key, "it is kept as " + spelled);
    }
  }

  private void compareEmptyNames() {
    List<Rectifier.EmptyNonTerminal> due = rectifier.emptyNonTerminals();
    PackedIndex nodes = zone.nodes();
    int next = 0;
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      Node node = Node.at(nodes, place);
      if (node.hasRecords()) {
        continue;
      }
      while (next < due.size() && isBefore(due.get(next).key(), node.key())) {
        missing(due.get(next++));
      }
      boolean isDue = next < due.size() && Arrays.equals(due.get(next).key(), node.key());
      compare(node.key(), node.kind(), isDue ? due.get(next++).kind() : null);
    }
    while (next < due.size()) {
      missing(due.get(next++));
    }
  }

  private static boolean isBefore(byte[] key, byte[] other) {
    return Arrays.compareUnsigned(key, other) < 0;
  }

  private void missing(Rectifier.EmptyNonTerminal due) {
    wrong(due.key(), "the empty non-terminal is missing");
  }

  private void compare(byte[] key, NodeKind held, NodeKind found) {
    if (found == null) {
      wrong(key, "it has no records, and no name that it could lead to");
    } else if (held != found) {
      wrong(key, "it is held to be %s, and is %s".formatted(held, found));
    }
  }

  private void wrong(byte[] key, String message) {
    findings.error(
        NameKey.toName(key, zone.apex()),
        Finding.NO_TYPE,
        message + "; take the zone anew, with retrieve or load-zone");
  }
}
