package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;

class ZonePatchTest {
  private static final DomainName APEX = DomainName.parse("example.");
  private static final String[] LABELS = {"a", "b", "*", "D"};

  /** A record as text that orders and compares as a value. */
  private record Rr(DomainName owner, int type, String data) implements Comparable<Rr> {
    byte[] rdata() {
      return switch (type) {
        case RrType.SOA -> new Soa(3600, APEX, APEX, Long.parseLong(data), 1, 1, 1, 300).rdata();
        case RrType.A -> new byte[] {10, 0, 0, Byte.parseByte(data)};
        case RrType.DS -> new byte[] {0, Byte.parseByte(data), 13, 2, 7};
        case RrType.TXT -> new byte[] {1, Byte.parseByte(data)};
        default -> DomainName.parse("t" + data + ".Example").octets();
      };
    }

    @Override
    public int compareTo(Rr other) {
      return toString().compareTo(other.toString());
    }
  }

  private static Zone build(List<Rr> records) {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    records.forEach(rr -> builder.add(rr.owner(), rr.type(), 3600, rr.rdata()));
    return ((BuildResult.Built) builder.build()).zone();
  }

  private static DomainName randomName(Random random) {
    DomainName name = APEX;
    int depth = 1 + random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      name = name.child(LABELS[random.nextInt(LABELS.length)]);
    }
    return name;
  }

  private static final int[] TYPES = {
    RrType.A, RrType.A, RrType.TXT, RrType.NS, RrType.NS, RrType.DS, RrType.DNAME
  };

  private static void mutate(TreeSet<Rr> records, Random random) {
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      if (random.nextInt(5) < 2 && !records.isEmpty()) {
        List<Rr> all = new ArrayList<>(records);
        records.remove(all.get(random.nextInt(all.size())));
      } else {
        int type = TYPES[random.nextInt(TYPES.length)];
        String data = type == RrType.DNAME ? "1" : Integer.toString(1 + random.nextInt(3));
        records.add(new Rr(randomName(random), type, data));
      }
    }
  }

  private static List<Rr> whole(TreeSet<Rr> records, long serial, Random random) {
    List<Rr> all = new ArrayList<>(records);
    all.add(new Rr(APEX, RrType.SOA, Long.toString(serial)));
    all.add(new Rr(APEX, RrType.NS, "0"));
    Collections.shuffle(all, random);
    return all;
  }

  private static Difference difference(List<Rr> from, List<Rr> to, long serial) {
    RecordList.Builder removed = new RecordList.Builder();
    RecordList.Builder added = new RecordList.Builder();
    from.stream()
        .filter(rr -> !to.contains(rr))
        .forEach(rr -> removed.add(rr.owner(), rr.type(), 3600, rr.rdata()));
    to.stream()
        .filter(rr -> !from.contains(rr))
        .forEach(rr -> added.add(rr.owner(), rr.type(), 3600, rr.rdata()));
    return new Difference(serial, serial + 1, removed.build(), added.build());
  }

  @Property(tries = 1500)
  void anySequenceOfDifferencesEndsWhereOneWholeTransferDoes(@ForAll long seed) {
    Random random = new Random(seed);
    TreeSet<Rr> records = new TreeSet<>();
    List<Rr> all = whole(records, 1, random);
    Zone zone = build(all);
    for (long serial = 1; serial < 14; serial++) {
      mutate(records, random);
      List<Rr> next = whole(records, serial + 1, random);
      PatchResult result =
          ZonePatch.apply(zone, difference(all, next, serial), IntakePolicy.DEFAULT);
      assertThat(result).isInstanceOf(PatchResult.Patched.class);
      zone = ((PatchResult.Patched) result).zone();
      all = next;
      assertSameNodes(zone, build(all));
    }
  }

  private static void assertSameNodes(Zone actual, Zone expected) {
    assertThat(describe(actual)).isEqualTo(describe(expected));
  }

  private static String describe(Zone zone) {
    StringBuilder text = new StringBuilder();
    PackedIndex nodes = zone.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      text.append(node.name(zone.apex()).toString().toLowerCase(java.util.Locale.ROOT))
          .append(' ')
          .append(node.kind());
      for (var set : node.sets()) {
        text.append(' ').append(set).append(java.util.HexFormat.of().formatHex(set.toOctets()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void aRecordThatIsNotThereCannotBeRemoved() {
    List<Rr> records = whole(new TreeSet<>(), 1, new Random(1));
    RecordList removed =
        new RecordList.Builder()
            .add(APEX.child("x"), RrType.A, 3600, new byte[] {1, 2, 3, 4})
            .build();
    assertThat(
            ZonePatch.apply(
                build(records),
                new Difference(1, 2, removed, RecordList.EMPTY),
                IntakePolicy.DEFAULT))
        .isInstanceOf(PatchResult.DoesNotApply.class);
  }
}
