package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.frontsigner.law.Seeds;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RectifiedCheckTest {
  private static final Zone ZONE =
      TextZone.with(
          "sub IN NS ns.sub",
          "ns.sub IN A 192.0.2.1",
          "a.b IN A 192.0.2.1",
          "x.c IN NS ns.elsewhere.",
          "Www IN A 192.0.2.1");

  @Property(tries = Seeds.TRIES)
  void whatWasRectifiedIsNotChangedByRectifyingAgain(@ForAll long seed) {
    Seeds.of(seed, RectifiedCheckTest::builtAndPatchedIsRectified);
  }

  private static void builtAndPatchedIsRectified(long seed) {
    RandomZone random = new RandomZone(seed);
    Zone zone = random.build();
    assertThat(ZoneCheck.rectified(zone)).isEmpty();
    for (int i = 0; i < 1 + Math.floorMod(seed, 2); i++) {
      var patched =
          (PatchResult.Patched) ZonePatch.apply(zone, random.change(), IntakePolicy.DEFAULT);
      zone = patched.zone();
      assertThat(ZoneCheck.rectified(zone)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"corner.example", "occluded.example", "tld.example", "longest.example"})
  void testZonesAreRectified(String name) {
    assertThat(ZoneCheck.rectified(TextZone.file(name))).isEmpty();
  }

  private static byte[] key(String name) {
    return NameKey.of(DomainName.parse(name), TextZone.APEX);
  }

  private static List<String> afterChange(IndexChanges changes) {
    Zone changed = Zone.of(TextZone.APEX, ZONE.nodes().with(changes));
    return ZoneCheck.rectified(changed).stream()
        .map(finding -> finding.toString().replaceFirst(";.*", ""))
        .toList();
  }

  private static List<String> heldToBe(String name, NodeKind kind) {
    Node node = ZONE.node(key(name));
    IndexChanges changes = new IndexChanges();
    changes.put(node.key(), Node.pack(kind, node.ownerLabels(), node.sets()));
    return afterChange(changes);
  }

  @Test
  void aNameOfTheWrongKindIsFound() {
    assertThat(heldToBe("sub.example", NodeKind.AUTHORITATIVE))
        .containsExactly("ERROR sub.example.: it is held to be AUTHORITATIVE, and is DELEGATION");
    assertThat(heldToBe("ns.sub.example", NodeKind.AUTHORITATIVE))
        .containsExactly("ERROR ns.sub.example.: it is held to be AUTHORITATIVE, and is OCCLUDED");
    assertThat(heldToBe("www.example", NodeKind.OCCLUDED))
        .containsExactly("ERROR www.example.: it is held to be OCCLUDED, and is AUTHORITATIVE");
  }

  @Test
  void anEmptyNonTerminalOfTheWrongKindIsFound() {
    assertThat(heldToBe("b.example", NodeKind.INSECURE_EMPTY_NON_TERMINAL))
        .containsExactly(
            "ERROR b.example.: it is held to be INSECURE_EMPTY_NON_TERMINAL,"
                + " and is EMPTY_NON_TERMINAL");
    assertThat(heldToBe("c.example", NodeKind.EMPTY_NON_TERMINAL))
        .containsExactly(
            "ERROR c.example.: it is held to be EMPTY_NON_TERMINAL,"
                + " and is INSECURE_EMPTY_NON_TERMINAL");
  }

  @Test
  void emptyNonTerminalsThatAreMissingAreFound() {
    IndexChanges changes = new IndexChanges();
    changes.remove(key("b.example"));
    changes.remove(key("c.example"));
    assertThat(afterChange(changes))
        .containsExactly(
            "ERROR b.example.: the empty non-terminal is missing",
            "ERROR c.example.: the empty non-terminal is missing");
  }

  @Test
  void emptyNonTerminalsThatLeadNowhereAreFound() {
    IndexChanges changes = new IndexChanges();
    changes.put(key("a.example"), Node.pack(NodeKind.EMPTY_NON_TERMINAL, null));
    changes.put(key("zz.example"), Node.pack(NodeKind.EMPTY_NON_TERMINAL, null));
    assertThat(afterChange(changes))
        .containsExactly(
            "ERROR a.example.: it has no records, and no name that it could lead to",
            "ERROR zz.example.: it has no records, and no name that it could lead to");
  }

  @Test
  void aNameKeptAsAnotherIsFound() {
    Node node = ZONE.node(key("www.example"));
    byte[] labels = {3, 'W', 'w', 'v'};
    IndexChanges changes = new IndexChanges();
    changes.put(node.key(), Node.pack(node.kind(), labels, node.sets()));
    assertThat(afterChange(changes))
        .containsExactly("ERROR www.example.: it is kept as Wwv.example.");
  }

  @Test
  void chunksInTheWrongOrderAreFound() {
    PackedIndex nodes = ZONE.nodes();
    assertThat(nodes.chunkCount()).isOne();
    Zone doubled = Zone.of(TextZone.APEX, PackedIndex.of(List.of(nodes.chunk(0), nodes.chunk(0))));
    assertThat(ZoneCheck.rectified(doubled))
        .extracting(Finding::message)
        .anyMatch(message -> message.startsWith("it stands behind names"));
  }
}
