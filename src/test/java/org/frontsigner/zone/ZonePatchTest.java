package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.frontsigner.law.Seeds;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;

class ZonePatchTest {
  @Property(tries = Seeds.TRIES)
  void anySequenceOfDifferencesEndsWhereOneWholeTransferDoes(@ForAll long seed) {
    Seeds.of(seed, each -> patchedAsTransferred(new RandomZone(each), each));
  }

  @Property(tries = Seeds.TRIES)
  void soItDoesWithTheSignaturesOfOthers(@ForAll long seed) {
    Seeds.of(seed, each -> patchedAsTransferred(new RandomZone(each, true), each));
  }

  private static void patchedAsTransferred(RandomZone random, long seed) {
    Zone zone = random.build();
    for (int i = 0; i < 1 + Math.floorMod(seed, 5); i++) {
      PatchResult result = ZonePatch.apply(zone, random.change(), IntakePolicy.DEFAULT);
      assertThat(result).isInstanceOf(PatchResult.Patched.class);
      zone = ((PatchResult.Patched) result).zone();
      assertThat(describe(zone)).isEqualTo(describe(random.build()));
      assertThat(describe(Zone.ofPacked(zone.apex(), zone.packed()))).isEqualTo(describe(zone));
    }
  }

  private static String describe(Zone zone) {
    return describe(zone, zone.nodes()) + describe(zone, zone.hashes());
  }

  private static String describe(Zone zone, PackedIndex nodes) {
    StringBuilder text = new StringBuilder();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      boolean isName = nodes.equals(zone.nodes());
      DomainName name = isName ? node.name(zone.apex()) : node.hashedName(zone.apex());
      text.append(name.toString().toLowerCase(Locale.ROOT));
      text.append(' ').append(node.kind());
      for (RrSet[] sets : List.of(node.sets(), node.carried())) {
        for (RrSet set : sets) {
          text.append(' ').append(set).append(HexFormat.of().formatHex(set.toOctets()));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void aRecordThatIsNotThereCannotBeRemoved() {
    RecordList removed =
        new RecordList.Builder()
            .add(RandomZone.APEX.child("x"), RrType.A, 3600, new byte[] {1, 2, 3, 4})
            .build();
    Difference difference = new Difference(1, 2, removed, RecordList.EMPTY);
    assertThat(ZonePatch.apply(new RandomZone(1).build(), difference, IntakePolicy.DEFAULT))
        .isInstanceOf(PatchResult.DoesNotApply.class);
  }

  @Test
  void aDifferenceFromAnotherSerialDoesNotApply() {
    Difference difference = new Difference(7, 8, RecordList.EMPTY, RecordList.EMPTY);
    assertThat(ZonePatch.apply(new RandomZone(1).build(), difference, IntakePolicy.DEFAULT))
        .isInstanceOf(PatchResult.DoesNotApply.class);
  }

  @Test
  void aSetThatGrowsBeyondTheLimitRefusesTheDifference() {
    RecordList.Builder added = new RecordList.Builder();
    for (int i = 0; i < 400; i++) {
      byte[] rdata = new byte[201];
      rdata[0] = (byte) 200;
      rdata[1] = (byte) i;
      rdata[2] = (byte) (i >> 8);
      added.add(RandomZone.APEX.child("x"), RrType.TXT, 3600, rdata);
    }
    Difference difference = new Difference(1, 2, RecordList.EMPTY, added.build());
    assertThat(ZonePatch.apply(new RandomZone(1).build(), difference, IntakePolicy.DEFAULT))
        .isInstanceOfSatisfying(
            PatchResult.Refused.class,
            refused -> assertThat(refused.rule()).isEqualTo(IntakeRule.LIMIT));
  }
}
