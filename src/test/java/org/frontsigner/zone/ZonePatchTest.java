package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.frontsigner.law.Seeds;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;

class ZonePatchTest {
  @Property(tries = Seeds.TRIES)
  void anySequenceOfDifferencesEndsWhereOneWholeTransferDoes(@ForAll long seed) {
    Seeds.of(seed, ZonePatchTest::patchedAsTransferred);
  }

  private static void patchedAsTransferred(long seed) {
    RandomZone random = new RandomZone(seed);
    Zone zone = random.build();
    for (int i = 0; i < 1 + Math.floorMod(seed, 5); i++) {
      PatchResult result = ZonePatch.apply(zone, random.change(), IntakePolicy.DEFAULT);
      assertThat(result).isInstanceOf(PatchResult.Patched.class);
      zone = ((PatchResult.Patched) result).zone();
      assertThat(describe(zone)).isEqualTo(describe(random.build()));
    }
  }

  private static String describe(Zone zone) {
    StringBuilder text = new StringBuilder();
    PackedIndex nodes = zone.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      text.append(node.name(zone.apex()).toString().toLowerCase(Locale.ROOT));
      text.append(' ').append(node.kind());
      for (var set : node.sets()) {
        text.append(' ').append(set).append(HexFormat.of().formatHex(set.toOctets()));
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
