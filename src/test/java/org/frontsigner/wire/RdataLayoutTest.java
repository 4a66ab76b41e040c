package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.UNKRecord;

class RdataLayoutTest {
  /** RFC 4034, 6.2, without NSEC (RFC 6840, 5.1) and HINFO, which has no names. */
  private static final Set<String> LOWER_CASED =
      Set.of(
          "NS", "MD", "MF", "CNAME", "SOA", "MB", "MG", "MR", "PTR", "MINFO", "MX", "RP", "AFSDB",
          "RT", "SIG", "PX", "NXT", "NAPTR", "KX", "SRV", "DNAME", "A6", "RRSIG");

  /** dnsjava lower-cases these, which are not in the list of the RFC; we don't. */
  private static final Set<String> DNSJAVA_LOWER_CASES_TOO =
      Set.of("NSAP-PTR", "IPSECKEY", "HIP", "SVCB", "HTTPS");

  /** RFC 3597, 4: the types of RFC 1035 alone. */
  private static final Set<String> COMPRESSED =
      Set.of("NS", "MD", "MF", "CNAME", "SOA", "MB", "MG", "MR", "PTR", "MINFO", "MX");

  @Provide
  Arbitrary<Record> records() {
    return Arbitraries.of(RecordSamples.all());
  }

  @Test
  void thereIsASampleOfEveryTypeThatDnsjavaKnows() {
    Set<String> missing = new TreeSet<>();
    for (int type = 1; type <= RrType.DLV; type++) {
      if (!RrType.isMeta(type) && isKnownToDnsjava(type)) {
        missing.add(RrType.name(type));
      }
    }
    RecordSamples.all().forEach(record -> missing.remove(RrType.name(record.getType())));
    assertThat(missing).isEmpty();
  }

  /** An unknown type takes any octets; a known one gives a class of its own, or null for these. */
  private static boolean isKnownToDnsjava(int type) {
    return !(Record.newRecord(Name.root, type, DClass.IN, 0, new byte[] {0}) instanceof UNKRecord);
  }

  @TestFactory
  Stream<DynamicTest> whatDnsjavaWritesFits() {
    return RecordSamples.all().stream()
        .map(record -> DynamicTest.dynamicTest(record.toString(), () -> fits(record)));
  }

  private static void fits(Record record) {
    byte[] rdata = RecordSamples.rdata(record);
    RdataLayout layout = RdataLayout.of(record.getType());
    assertThat(layout.fits(rdata, 0, rdata.length)).isTrue();
    byte[] inTheMiddle = new byte[rdata.length + 20];
    Arrays.fill(inTheMiddle, (byte) 1);
    System.arraycopy(rdata, 0, inTheMiddle, 7, rdata.length);
    assertThat(layout.fits(inTheMiddle, 7, rdata.length)).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> canonicalFormIsThatOfDnsjavaWhereItFollowsTheRfc() {
    return RecordSamples.all().stream()
        .map(record -> DynamicTest.dynamicTest(record.toString(), () -> isCanonical(record)));
  }

  private static void isCanonical(Record record) {
    byte[] rdata = RecordSamples.rdata(record);
    byte[] kept = rdata.clone();
    byte[] canonical = CanonicalRdata.of(record.getType(), rdata);
    boolean differs = DNSJAVA_LOWER_CASES_TOO.contains(RrType.name(record.getType()));
    assertThat(canonical).isEqualTo(differs ? kept : record.rdataToWireCanonical());
    assertThat(rdata).isEqualTo(kept);
  }

  @Test
  void theTypesWithLowerCasedNamesAreThoseOfTheRfc() {
    Set<String> lowerCased = new TreeSet<>();
    Set<String> compressed = new TreeSet<>();
    for (int type = 0; type <= 0xffff; type++) {
      if (RdataLayout.of(type).hasLowerCasedNames()) {
        lowerCased.add(RrType.name(type));
      }
      if (RdataLayout.of(type).hasCompressedNames()) {
        compressed.add(RrType.name(type));
      }
    }
    assertThat(lowerCased).containsExactlyInAnyOrderElementsOf(LOWER_CASED);
    assertThat(compressed).containsExactlyInAnyOrderElementsOf(COMPRESSED);
  }

  @Property
  void rdataCutShortThrowsNothing(@ForAll("records") Record record) {
    byte[] rdata = RecordSamples.rdata(record);
    RdataLayout layout = RdataLayout.of(record.getType());
    for (int length = 0; length < rdata.length; length++) {
      byte[] cut = Arrays.copyOf(rdata, length);
      // The same answer whether the octets behind the end are there or not.
      assertThat(layout.fits(cut, 0, length)).isEqualTo(layout.fits(rdata, 0, length));
    }
  }

  @Property
  void anyOctetsAreJudgedWithoutHarm(@ForAll("records") Record record, @ForAll byte[] octets) {
    RdataLayout layout = RdataLayout.of(record.getType());
    if (layout.fits(octets, 0, octets.length)) {
      byte[] canonical = CanonicalRdata.of(record.getType(), octets);
      assertThat(layout.fits(canonical, 0, canonical.length)).isTrue();
      assertThat(CanonicalRdata.compare(record.getType(), canonical, octets)).isZero();
    }
  }

  @Test
  void rdataWithTooFewOrTooManyOctetsDoesNotFit() {
    assertThat(fits(RrType.A, 1, 2, 3)).isFalse();
    assertThat(fits(RrType.A, 1, 2, 3, 4, 5)).isFalse();
    assertThat(fits(RrType.NS)).isFalse();
    assertThat(fits(RrType.NS, 0, 0)).isFalse();
    assertThat(fits(RrType.NS, 0xc0, 0x0c)).isFalse();
    assertThat(fits(RrType.TXT)).isFalse();
    assertThat(fits(RrType.TXT, 2, 'a')).isFalse();
    assertThat(fits(RrType.A6, 129)).isFalse();
    assertThat(fits(RrType.A6, 255, 0)).isFalse();
    assertThat(fits(RrType.A6, 128)).isFalse();
    assertThat(fits(RrType.A6, 128, 0)).isTrue();
    assertThat(fits(RrType.DLV, 0, 0, 0)).isFalse();
    assertThat(fits(65280)).isTrue();
  }

  private static boolean fits(int type, int... values) {
    byte[] rdata = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      rdata[i] = (byte) values[i];
    }
    return RdataLayout.of(type).fits(rdata, 0, rdata.length);
  }
}
