package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Record;

class RrSetBuilderTest {
  private static final byte[] ONE = {1, 2, 3, 4};
  private static final byte[] TWO = {1, 2, 3, (byte) 200};

  @Provide
  Arbitrary<List<Record>> sets() {
    return Arbitraries.of(
            "A", "NS", "MX", "SRV", "SOA", "TXT", "NAPTR", "RRSIG", "NSEC", "DNAME", "PX")
        .flatMap(type -> records(type).list().ofMinSize(1).ofMaxSize(12));
  }

  private static Arbitrary<Record> records(String type) {
    Arbitrary<DomainName> names = Names.any();
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 2);
    return Combinators.combine(names, names, numbers).as((a, b, n) -> record(type, a, b, n));
  }

  private static Record record(String type, DomainName a, DomainName b, int n) {
    String text =
        switch (type) {
          case "A" -> "192.0.2." + (n * 100);
          case "TXT" -> "\"" + "x".repeat(n) + "\" \"" + n + "\"";
          case "MX" -> n + " " + a;
          case "PX" -> n + " " + a + " " + b;
          case "SRV" -> "0 0 " + n + " " + a;
          case "SOA" -> a + " " + b + " " + n + " 1 2 3 4";
          case "NAPTR" -> n + " 1 \"A\" \"b\" \"C\" " + a;
          case "RRSIG" -> "A 13 2 60 20300101000000 20240101000000 " + n + " " + a + " QUJD";
          case "NSEC" -> a + " A NS";
          default -> a.toString();
        };
    return RecordSamples.parse(RecordSamples.OWNER, type, text);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void recordsAreInDnsjavasCanonicalOrderEachOnce(@ForAll("sets") List<Record> records) {
    RrSet set = RecordSamples.rrset(records);
    TreeMap<String, Record> distinct = new TreeMap<>();
    List<Record> sorted = new ArrayList<>(records);
    sorted.sort(Record::compareTo);
    List<byte[]> expected = new ArrayList<>();
    for (Record record : sorted) {
      String canonical = java.util.HexFormat.of().formatHex(record.rdataToWireCanonical());
      if (distinct.put(canonical, record) == null) {
        expected.add(record.rdataToWireCanonical());
      }
    }
    assertThat(set.count()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(CanonicalRdata.of(set.type(), set.rdata(i))).isEqualTo(expected.get(i));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theOrderInWhichRecordsComeDoesNotMatter(
      @ForAll("sets") List<Record> records, @ForAll Random random) {
    List<Record> shuffled = new ArrayList<>(records);
    java.util.Collections.shuffle(shuffled, random);
    RrSet a = RecordSamples.rrset(records);
    RrSet b = RecordSamples.rrset(shuffled);
    assertThat(a.count()).isEqualTo(b.count());
    for (int i = 0; i < a.count(); i++) {
      assertThat(CanonicalRdata.compare(a.type(), a.rdata(i), b.rdata(i))).isZero();
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aSetPackedAnywhereIsTheSameSet(@ForAll("sets") List<Record> records) {
    RrSet set = RecordSamples.rrset(records);
    byte[] among = new byte[set.length() + 30];
    System.arraycopy(set.toOctets(), 0, among, 13, set.length());
    RrSet moved = RrSet.at(among, 13);
    assertThat(moved).isEqualTo(set).hasSameHashCodeAs(set);
    assertThat(RrSetBuilder.from(moved).build()).isEqualTo(set);
    int position = moved.first();
    for (int i = 0; i < moved.count(); i++) {
      assertThat(moved.rdataLength(position)).isEqualTo(set.rdata(i).length);
      position = moved.next(position);
    }
    assertThat(position).isEqualTo(13 + set.length());
  }

  @Test
  void theLowestOfSeveralTtlsIsTakenAndRemembered() {
    RrSet set = new RrSetBuilder(RrType.A).add(300, ONE).add(60, TWO).add(900, ONE).build();
    assertThat(set.ttl()).isEqualTo(60);
    assertThat(set.mixedTtl()).isTrue();
    assertThat(set.count()).isEqualTo(2);
    assertThat(RrSetBuilder.from(set).build()).isEqualTo(set);
    assertThat(RrSetBuilder.withTtl(set, 5).ttl()).isEqualTo(5);
    assertThat(RrSetBuilder.single(RrType.A, 300, ONE).mixedTtl()).isFalse();
  }

  @Test
  void setsOutsideTheLimitsAreNotBuilt() {
    RrSetBuilder empty = new RrSetBuilder(RrType.A);
    assertThat(empty.isEmpty()).isTrue();
    assertThatThrownBy(empty::build).isInstanceOf(IllegalStateException.class);
    RrSetBuilder large = new RrSetBuilder(RrType.NULL);
    large.add(1, new byte[40_000]).add(1, new byte[40_001]);
    assertThatThrownBy(large::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSetSaysWhatItIs() {
    assertThat(RrSetBuilder.single(RrType.A, 300, ONE)).hasToString("A ttl 300 with 1 records");
  }
}
