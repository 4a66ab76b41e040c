package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.TextParseException;

class DomainNameTest {
  @Provide
  Arbitrary<DomainName> names() {
    return Names.any();
  }

  @Property
  void aPrintedNameIsReadAsTheSameOctets(@ForAll("names") DomainName name) {
    assertThat(DomainName.parse(name.toString()).octets()).isEqualTo(name.octets());
    assertThat(DomainName.parse(name.toText()).octets()).isEqualTo(name.octets());
  }

  @Property
  void dnsjavaReadsWhatIsPrinted(@ForAll("names") DomainName name) throws TextParseException {
    assertThat(org.xbill.DNS.Name.fromString(name.toString()).toWire()).isEqualTo(name.octets());
  }

  @Property
  void whatDnsjavaPrintsIsRead(@ForAll("names") DomainName name) {
    assertThat(DomainName.parse(Names.oracle(name).toString()).octets()).isEqualTo(name.octets());
  }

  @Property
  void namesAreEqualWhereDnsjavaSaysSo(
      @ForAll("names") DomainName a, @ForAll("names") DomainName b) {
    assertThat(a.equals(b)).isEqualTo(Names.oracle(a).equals(Names.oracle(b)));
    assertThat(a.isAtOrBelow(b)).isEqualTo(Names.oracle(a).subdomain(Names.oracle(b)));
    assertThat(a.isBelow(b)).isEqualTo(a.isAtOrBelow(b) && !a.equals(b));
  }

  @Property
  void letterCaseAloneMakesNoOtherName(@ForAll("names") DomainName name) {
    assertThat(name.lowerCase()).isEqualTo(name).hasSameHashCodeAs(name);
    assertThat(name.lowerCase().octets()).isEqualTo(Names.oracle(name).toWireCanonical());
    assertThat(name.lowerCase().hasUpperCase()).isFalse();
  }

  @Test
  void everyOctetSurvivesPrintingAndReading() {
    for (int octet = 0; octet < 256; octet++) {
      DomainName name = DomainName.ROOT.child(new byte[] {(byte) octet});
      assertThat(DomainName.parse(name.toString()).octets()).isEqualTo(name.octets());
    }
  }

  @Test
  void theRootIsOneDot() {
    assertThat(DomainName.parse(".")).isSameAs(DomainName.ROOT);
    assertThat(DomainName.ROOT).hasToString(".");
    assertThat(DomainName.ROOT.toText()).isEqualTo(".");
    assertThat(DomainName.ROOT.labelCount()).isZero();
    assertThatThrownBy(DomainName.ROOT::parent).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aMissingLastDotIsSupplied() {
    assertThat(DomainName.parse("example.org")).isEqualTo(DomainName.parse("example.org."));
  }

  @Test
  void whatIsNoNameIsRefusedWithAReason() {
    refuses("", "empty text");
    refuses("..", "empty label");
    refuses(".a", "empty label");
    refuses("a..b", "empty label");
    refuses("a b", "do not print");
    refuses("ä", "do not print");
    refuses("a\\", "backslash");
    refuses("a\\25", "backslash");
    refuses("a\\256", "backslash");
    refuses("a\\2x5", "backslash");
    refuses("a".repeat(64), "more than 63");
    refuses(("a".repeat(63) + ".").repeat(4), "more than 255");
  }

  private static void refuses(String text, String reason) {
    assertThatThrownBy(() -> DomainName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aNameMayHave255OctetsAndNoMore() {
    String longest = ("a".repeat(63) + ".").repeat(3) + "a".repeat(61);
    assertThat(DomainName.parse(longest).length()).isEqualTo(255);
    refuses(longest + "a", "more than 255");
    DomainName name = DomainName.parse(longest);
    assertThatThrownBy(() -> name.child("a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DomainName.ROOT.child("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DomainName.ROOT.child(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void octetsThatAreNoWholeNameHaveNoLength() {
    assertThat(DomainName.octetsAt(new byte[] {0}, 0)).isEqualTo(1);
    assertThat(DomainName.octetsAt(new byte[] {1, 'a', 0, 9}, 0)).isEqualTo(3);
    assertThat(DomainName.octetsAt(new byte[] {}, 0)).isEqualTo(-1);
    assertThat(DomainName.octetsAt(new byte[] {1}, 0)).isEqualTo(-1);
    assertThat(DomainName.octetsAt(new byte[] {1, 'a'}, 0)).isEqualTo(-1);
    assertThat(DomainName.octetsAt(new byte[] {(byte) 0xc0, 0}, 0)).isEqualTo(-1);
    assertThat(DomainName.octetsAt(new byte[] {64, 0}, 0)).isEqualTo(-1);
    byte[] tooLong = new byte[300];
    for (int at = 0; at < 258; at += 2) {
      tooLong[at] = 1;
    }
    assertThat(DomainName.octetsAt(tooLong, 0)).isEqualTo(-1);
    assertThat(DomainName.octetsAt(tooLong, 4)).isEqualTo(255);
    assertThatThrownBy(() -> DomainName.of(new byte[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DomainName.at(new byte[] {1}, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void familyRelationsCountLabels() {
    DomainName name = DomainName.parse("*.a.Example.org");
    assertThat(name.isWildcard()).isTrue();
    assertThat(name.parent()).isEqualTo(DomainName.parse("a.example.org"));
    assertThat(name.ancestor(2)).isEqualTo(DomainName.parse("example.org"));
    assertThat(name.ancestor(4)).isEqualTo(DomainName.ROOT);
    assertThat(name.labelCount()).isEqualTo(4);
    assertThat(name.isAtOrBelow(DomainName.parse("le.org"))).isFalse();
    assertThat(DomainName.parse("*a.example").isWildcard()).isFalse();
  }

  @Test
  void aLabelWithTheOctetsOfAnotherNameIsNotBelowIt() {
    DomainName disguised = DomainName.ROOT.child("\3org".getBytes(StandardCharsets.US_ASCII));
    assertThat(disguised.isAtOrBelow(DomainName.parse("org"))).isFalse();
  }

  @Test
  void substitutionReplacesTheEnd() {
    DomainName from = DomainName.parse("example.org");
    DomainName to = DomainName.parse("example.net");
    assertThat(DomainName.parse("www.a.example.org").substitute(from, to))
        .isEqualTo(DomainName.parse("www.a.example.net"));
    DomainName longer = DomainName.parse(("a".repeat(63) + ".").repeat(3) + "x");
    assertThatThrownBy(
            () -> DomainName.parse("b".repeat(63) + ".example.org").substitute(from, longer))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAsciiLettersChangeCase() {
    for (int octet = 0; octet < 256; octet++) {
      String one = String.valueOf((char) octet);
      int expected = octet < 128 ? one.toLowerCase(Locale.ROOT).charAt(0) : octet;
      assertThat(DomainName.toLowerCase((byte) octet) & 0xff).isEqualTo(expected);
    }
  }
}
