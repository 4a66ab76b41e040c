package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.frontsigner.law.Seeds;
import org.junit.jupiter.api.Test;

class NameKeyTest {
  private static final DomainName APEX = DomainName.parse("Example.ORG");

  @Provide
  Arbitrary<DomainName> names() {
    return Names.any();
  }

  @Provide
  Arbitrary<DomainName> inZone() {
    return Names.in(APEX);
  }

  @Property(tries = Seeds.TRIES)
  void keysAreOrderedAsTheRfcOrdersNames(@ForAll long seed) {
    Seeds.of(seed, NameKeyTest::theOrderIsThatOfTheRfc);
  }

  private static void theOrderIsThatOfTheRfc(long seed) {
    Random random = new Random(seed);
    DomainName a = Names.any(random);
    DomainName b = Names.any(random);
    int order = Arrays.compareUnsigned(key(a, DomainName.ROOT), key(b, DomainName.ROOT));
    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(compareByLabels(a, b)));
  }

  @Property
  void keysAreOrderedAsDnsjavaOrdersNames(
      @ForAll("inZone") DomainName a, @ForAll("inZone") DomainName b) {
    int order = Arrays.compareUnsigned(key(a, APEX), key(b, APEX));
    int expected = Names.oracle(a).compareTo(Names.oracle(b));
    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(expected));
  }

  /** RFC 4034, 6.1, word by word: from the most significant label, as lower-case octet strings. */
  private static int compareByLabels(DomainName a, DomainName b) {
    List<byte[]> left = labelsFromTheRoot(a.lowerCase());
    List<byte[]> right = labelsFromTheRoot(b.lowerCase());
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = Arrays.compareUnsigned(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static List<byte[]> labelsFromTheRoot(DomainName name) {
    List<byte[]> labels = new java.util.ArrayList<>();
    for (DomainName at = name; !at.isRoot(); at = at.parent()) {
      labels.add(Arrays.copyOfRange(at.octets(), 1, 1 + at.octets()[0]));
    }
    Collections.reverse(labels);
    return labels;
  }

  @Property
  void aKeyGivesItsNameBackInLowerCase(@ForAll("inZone") DomainName name) {
    DomainName back = NameKey.toName(key(name, APEX), APEX);
    assertThat(back.octets()).isEqualTo(name.lowerCase().octets());
  }

  @Property
  void aKeyIsPrefixOfAnotherWhereItsNameIsAnAncestor(
      @ForAll("inZone") DomainName a, @ForAll("inZone") DomainName b) {
    assertThat(NameKey.isAtOrBelow(key(a, APEX), key(b, APEX))).isEqualTo(a.isAtOrBelow(b));
  }

  @Property
  void theParentOfAKeyIsTheKeyOfTheParent(@ForAll("inZone") DomainName name) {
    byte[] key = key(name, APEX);
    assertThat(NameKey.labelCount(key)).isEqualTo(name.labelCount() - APEX.labelCount());
    if (name.equals(APEX)) {
      assertThat(key).isEmpty();
      assertThat(NameKey.parentLength(key, 0)).isEqualTo(-1);
    } else {
      assertThat(NameKey.parent(key)).isEqualTo(key(name.parent(), APEX));
    }
  }

  @Property
  void whatTwoKeysHaveInCommonIsTheKeyOfTheirClosestCommonAncestor(
      @ForAll("inZone") DomainName a, @ForAll("inZone") DomainName b) {
    DomainName common = a;
    while (!b.isAtOrBelow(common)) {
      common = common.parent();
    }
    int length = NameKey.commonAncestorLength(key(a, APEX), key(b, APEX));
    assertThat(length).isEqualTo(key(common, APEX).length);
  }

  @Property
  void theWildcardBelowANameHasItsKey(@ForAll("inZone") DomainName name) {
    byte[] wildcard = NameKey.wildcardBelow(key(name, APEX));
    assertThat(NameKey.toName(wildcard, APEX)).isEqualTo(name.child("*"));
  }

  @Test
  void aWildcardHasAnAsteriskAloneForItsFirstLabel() {
    for (String wildcard : List.of("*", "*.a", "*.*", "*.\\000")) {
      assertThat(NameKey.isWildcard(belowApex(wildcard))).as(wildcard).isTrue();
    }
    for (String other : List.of("a", "a*", "**", "a.*", "\\000*", "*\\000", "\\001*")) {
      assertThat(NameKey.isWildcard(belowApex(other))).as(other).isFalse();
    }
    assertThat(NameKey.isWildcard(NameKey.APEX)).isFalse();
  }

  private static byte[] belowApex(String name) {
    return key(DomainName.parse(name + ".Example.ORG"), APEX);
  }

  @Test
  void theLongestKeyHasRoom() {
    DomainName name = DomainName.ROOT;
    while (name.length() + 64 <= DomainName.OCTETS_MAX) {
      name = name.child(new byte[63]);
    }
    name = name.child(new byte[DomainName.OCTETS_MAX - name.length() - 1]);
    byte[] key = key(name, DomainName.ROOT);
    assertThat(key.length).isLessThanOrEqualTo(NameKey.OCTETS_MAX);
    assertThat(NameKey.toName(key, DomainName.ROOT)).isEqualTo(name);
  }

  @Test
  void aNameOutsideOfTheZoneHasNoKey() {
    assertThatThrownBy(() -> NameKey.of(DomainName.parse("example.net"), APEX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("example.net.");
  }

  private static byte[] key(DomainName name, DomainName apex) {
    return NameKey.of(name, apex);
  }
}
